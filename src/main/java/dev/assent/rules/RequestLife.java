package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A request for permission and what became of it (section 5).
 *
 * @param attempt our id of it
 * @param metaId Meta's id of the message; null while unknown
 * @param moment when it was handed over, or attempted where nobody knows (5.1)
 * @param until when it expires, or would have, without an answer
 * @param changedAt when the status came about; null for {@code UNKNOWN}
 */
public record RequestLife(
        String attempt,
        @Nullable String metaId,
        Instant moment,
        Status status,
        Instant until,
        @Nullable Instant deliveredAt,
        @Nullable Instant changedAt) {

    public enum Status {
        UNKNOWN,
        SENT,
        DELIVERED,
        READ,
        ACCEPTED,
        DECLINED,
        FAILED,
        SUPERSEDED,
        EXPIRED;

        /** Whether the user may still answer, so that we wait. */
        public boolean open() {
            return switch (this) {
                case UNKNOWN, SENT, DELIVERED, READ -> true;
                case ACCEPTED, DECLINED, FAILED, SUPERSEDED, EXPIRED -> false;
            };
        }
    }
}
