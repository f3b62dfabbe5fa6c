package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Something that happened between a business number and a WhatsApp user, in whole seconds (2.2).
 * Equal ids are the same happening (2.5). See {@code docs/rules.md}, section 3.
 */
public sealed interface Happening {

    String id();

    Instant at();

    /** We are about to ask for permission; the id is our attempt. */
    record Request(String id, Instant at) implements Happening {}

    /** We are about to call; the id is our attempt. */
    record Dial(String id, Instant at) implements Happening {}

    /**
     * Meta took what we attempted.
     *
     * @param metaId her name for the message or call
     */
    record HandedOver(String id, Instant at, String attempt, String metaId) implements Happening {}

    /**
     * Meta refused what we attempted, or could not be reached: nothing was done.
     *
     * @param until when the refusal is over, where she said so
     */
    record Refusal(String id, Instant at, String attempt, Why why, @Nullable Instant until)
            implements Happening {}

    /** Why an attempt was refused, as far as it tells something about the pair. */
    enum Why {
        /** 138017. */
        PERMANENT_GRANT,
        /** 138006. */
        NO_PERMISSION,
        /** 138009. */
        REQUEST_LIMIT,
        /** 138012. */
        CALL_LIMIT,
        OTHER
    }

    /**
     * How far a message came.
     *
     * @param attempt our attempt, where it was echoed
     */
    record Status(String id, Instant at, String metaId, @Nullable String attempt, Delivery delivery)
            implements Happening {}

    enum Delivery {
        SENT,
        DELIVERED,
        READ,
        FAILED
    }

    /** The user, or WhatsApp for them, gave or took permission. */
    sealed interface Reply extends Happening {

        /** The message or call that is answered; null from the business profile. */
        @Nullable String answers();

        /** Whether WhatsApp decided it for the user. */
        boolean automatic();
    }

    /**
     * @param until where a temporary grant ends, if Meta said so
     */
    record Accept(
            String id,
            Instant at,
            @Nullable String answers,
            boolean automatic,
            boolean permanent,
            @Nullable Instant until)
            implements Reply {}

    record Reject(String id, Instant at, @Nullable String answers, boolean automatic)
            implements Reply {}

    /** The user wrote to us. */
    record Message(String id, Instant at) implements Happening {}

    /** A word about a call. */
    sealed interface CallWord extends Happening {

        /** Meta's id of the call. */
        String metaId();

        /** Our attempt, where it was echoed. */
        @Nullable String attempt();

        Direction direction();
    }

    enum Direction {
        /** The business calls. */
        OUTGOING,
        /** The user calls. */
        INCOMING
    }

    /** The call connects or rings. */
    record CallSeen(
            String id, Instant at, String metaId, @Nullable String attempt, Direction direction)
            implements CallWord {}

    record CallPickedUp(
            String id, Instant at, String metaId, @Nullable String attempt, Direction direction)
            implements CallWord {}

    /**
     * The call is over, or was rejected.
     *
     * @param start when it was picked up; only picked-up calls have one
     * @param end when it ended; {@code at} where that is not said
     * @param duration in seconds; only picked-up calls have one
     */
    record CallEnded(
            String id,
            Instant at,
            String metaId,
            @Nullable String attempt,
            Direction direction,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Integer duration)
            implements CallWord {}

    /** The call broke down technically. */
    record CallFailed(
            String id, Instant at, String metaId, @Nullable String attempt, Direction direction)
            implements CallWord {}

    /**
     * What Meta's own counters said.
     *
     * @param until the end of a temporary grant
     * @param mayAsk whether she would take a request
     * @param mayCall whether she would take a call
     */
    record Reading(
            String id,
            Instant at,
            Permission permission,
            @Nullable Instant until,
            boolean mayAsk,
            boolean mayCall,
            @Nullable Quota requestsIn24h,
            @Nullable Quota requestsIn7d,
            @Nullable Quota callsIn24h)
            implements Happening {}

    enum Permission {
        NONE,
        TEMPORARY,
        PERMANENT
    }

    /**
     * One of Meta's counters.
     *
     * @param resetsAt when it falls below the maximum, where it is reached and she said so
     */
    record Quota(int used, int max, @Nullable Instant resetsAt) {}
}
