package dev.assent.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** The limits of a number, as one or another source states them. */
enum Edition {
    /** The product pages. */
    DOCUMENTED("documented", 5, 35, 1, 2, 2, 4, 5, Set.of("US", "CA", "TR", "EG", "VN", "NG")),
    /** Meta's pages of June 2026. */
    META_2026_06("meta-2026-06", 100, null, 1, 2, 2, 4, 100, Set.of("US", "CA", "EG", "VN", "NG")),
    /** Meta's sandbox and public test numbers. */
    TEST_NUMBERS(
            "test-numbers", 100, null, 25, 100, 5, 10, 100, Set.of("US", "CA", "EG", "VN", "NG"));

    private final String key;

    /** Connected calls of a pair in 24 hours. */
    final int callsPerDay;

    /** Connected calls of a pair under one temporary grant, where that is limited. */
    final @Nullable Integer callsPerGrant;

    /** Permission requests of a pair in 24 hours. */
    final int requestsPerDay;

    /** Permission requests of a pair in 7 days. */
    final int requestsPerWeek;

    /** Unanswered calls in a row after which the person is told. */
    final int warnAfter;

    /** Unanswered calls in a row after which the permission is gone. */
    final int revokeAfter;

    /** Readings of call permissions in a second. */
    final int readsPerSecond;

    /** Where business numbers may neither call nor ask. */
    final Set<String> barredCountries;

    Edition(
            String key,
            int callsPerDay,
            @Nullable Integer callsPerGrant,
            int requestsPerDay,
            int requestsPerWeek,
            int warnAfter,
            int revokeAfter,
            int readsPerSecond,
            Set<String> barredCountries) {
        this.key = key;
        this.callsPerDay = callsPerDay;
        this.callsPerGrant = callsPerGrant;
        this.requestsPerDay = requestsPerDay;
        this.requestsPerWeek = requestsPerWeek;
        this.warnAfter = warnAfter;
        this.revokeAfter = revokeAfter;
        this.readsPerSecond = readsPerSecond;
        this.barredCountries = barredCountries;
    }

    @JsonCreator
    static Edition of(String key) {
        for (var edition : values()) {
            if (edition.key.equals(key)) {
                return edition;
            }
        }
        throw new IllegalArgumentException("no edition " + key);
    }

    @JsonValue
    public String key() {
        return key;
    }
}
