package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What Meta says about calling one person: her own count.
 *
 * @param asking about a permission request; null where she does not speak of it
 * @param calling about a call; null where she does not speak of it
 */
public record CallPermissions(
        Permission permission, @Nullable Action asking, @Nullable Action calling) {

    public sealed interface Permission {

        record None() implements Permission {}

        /**
         * @param until null where she does not say
         */
        record Temporary(@Nullable Instant until) implements Permission {}

        record Permanent() implements Permission {}
    }

    /**
     * @param allowed whether it can be done now, all limits considered
     */
    public record Action(boolean allowed, List<Limit> limits) {

        public Action {
            limits = List.copyOf(limits);
        }
    }

    /**
     * @param resetsAt when it can be done again; only where the limit is reached
     */
    public record Limit(Duration period, int max, int used, @Nullable Instant resetsAt) {}
}
