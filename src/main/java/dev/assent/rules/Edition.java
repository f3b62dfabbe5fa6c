package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;

/**
 * The numbers of the rules, as one source has them; {@code docs/rules.md}, section 1, names each.
 */
public enum Edition {
    /** What the products' pages state; the default. */
    DOCUMENTED("documented", 1, 2, 5, 35, 2, 4, Set.of("US", "CA", "TR", "EG", "VN", "NG"), 5),
    /** What Meta's pages of 26 June 2026 state. */
    META_2026_06("meta-2026-06", 1, 2, 100, null, 2, 4, Set.of("US", "CA", "EG", "VN", "NG"), 100),
    /** What Meta grants to sandbox and public test numbers. */
    TEST_NUMBERS(
            "test-numbers", 25, 100, 100, null, 5, 10, Set.of("US", "CA", "EG", "VN", "NG"), 100);

    /** 1.1: unless Meta names the end of the grant. */
    public static final Duration TEMPORARY_GRANT = Duration.ofHours(168);

    /** 1.9. */
    public static final Duration REQUEST_LIFE = Duration.ofDays(7);

    /** 1.10. */
    public static final Duration SERVICE_WINDOW = Duration.ofHours(24);

    static final Duration DAY = Duration.ofHours(24);
    static final Duration WEEK = Duration.ofDays(7);

    private final String label;
    private final int requestsIn24h;
    private final int requestsIn7d;
    private final int callsIn24h;
    private final @Nullable Integer callsPerGrant;
    private final int unansweredWarns;
    private final int unansweredRevokes;
    private final Set<String> barredCountries;
    private final int readsPerSecond;

    Edition(
            String label,
            int requestsIn24h,
            int requestsIn7d,
            int callsIn24h,
            @Nullable Integer callsPerGrant,
            int unansweredWarns,
            int unansweredRevokes,
            Set<String> barredCountries,
            int readsPerSecond) {
        this.label = label;
        this.requestsIn24h = requestsIn24h;
        this.requestsIn7d = requestsIn7d;
        this.callsIn24h = callsIn24h;
        this.callsPerGrant = callsPerGrant;
        this.unansweredWarns = unansweredWarns;
        this.unansweredRevokes = unansweredRevokes;
        this.barredCountries = barredCountries;
        this.readsPerSecond = readsPerSecond;
    }

    /** How people and the database call it. */
    public String label() {
        return label;
    }

    /** 1.3: requests per pair in 24 h. */
    public int requestsIn24h() {
        return requestsIn24h;
    }

    /** 1.4: requests per pair in 7 d. */
    public int requestsIn7d() {
        return requestsIn7d;
    }

    /** 1.5: connected calls of ours per pair in 24 h. */
    public int callsIn24h() {
        return callsIn24h;
    }

    /** 1.6: connected calls under one temporary grant; null where there is no such limit. */
    public @Nullable Integer callsPerGrant() {
        return callsPerGrant;
    }

    /** 1.7: unanswered calls in a row at which WhatsApp warns the user. */
    public int unansweredWarns() {
        return unansweredWarns;
    }

    /** 1.8: unanswered calls in a row at which the grant is revoked. */
    public int unansweredRevokes() {
        return unansweredRevokes;
    }

    /** 1.11: ISO 3166 codes of countries whose numbers may neither call nor ask. */
    public Set<String> barredCountries() {
        return barredCountries;
    }

    /** 1.12: how often Meta's counters may be read. */
    public int readsPerSecond() {
        return readsPerSecond;
    }
}
