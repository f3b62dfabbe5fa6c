package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One limit and how far it is used.
 *
 * @param resetsAt when it falls below the maximum if nothing else happens; null while it is not
 *     reached, or when unknown
 */
public record Limit(Period period, int max, int used, @Nullable Instant resetsAt) {

    /** The time a limit speaks of. */
    public enum Period {
        PT24H,
        P7D,
        /** As long as one temporary grant lasts. */
        GRANT
    }

    public boolean reached() {
        return used >= max;
    }
}
