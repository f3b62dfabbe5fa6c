package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Comparing moments of which one may be unknown. */
final class Moments {

    private Moments() {}

    static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
