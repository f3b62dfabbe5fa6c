package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Where a pair stands (section 4). Each state carries only what is true in it. */
public sealed interface Standing {

    record NotRequested() implements Standing {}

    /**
     * We asked and wait.
     *
     * @param since the moment of the newest open request
     * @param request its attempt
     * @param until when it expires unanswered
     */
    record Pending(Instant since, String request, Instant until) implements Standing {}

    /**
     * We may call.
     *
     * @param until when it ends; null on a permanent grant
     */
    record Granted(Instant since, @Nullable Instant until, Source source) implements Standing {

        public boolean permanent() {
            return until == null;
        }

        /** Half-open: at its exact end a grant is over (2.1). */
        boolean inForce(Instant moment) {
            return until == null || moment.isBefore(until);
        }
    }

    record Declined(Instant since) implements Standing {}

    record Revoked(Instant since, By by) implements Standing {}

    /**
     * A grant ended by time.
     *
     * @param since its end
     */
    record Expired(Instant since, Granted last) implements Standing {}

    /** Where a grant came from (4.6). */
    enum Source {
        REQUEST,
        CALLBACK,
        PROFILE,
        /** Meta's counters or refusals told us (8.1, 8.3). */
        READING
    }

    /** Who revoked a grant. */
    enum By {
        USER,
        PLATFORM,
        UNKNOWN
    }
}
