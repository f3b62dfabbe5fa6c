package dev.assent.permission;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;

/** Finding the moment at which something must be looked at again. */
final class Moment {

    private Moment() {}

    /** The first of those that lie ahead; null if none does. */
    static @Nullable Instant first(Collection<@Nullable Instant> moments, Instant now) {
        return moments.stream()
                .filter(Objects::nonNull)
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
