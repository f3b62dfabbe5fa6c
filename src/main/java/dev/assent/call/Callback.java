package dev.assent.call;

import dev.assent.tenancy.Id;
import dev.assent.web.Kind;
import dev.assent.web.Look;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Somebody wants to be called, or should be.
 *
 * @param cause why, when it last came up
 * @param times how often it came up
 * @param dueAt until when we want to have called
 * @param agent the account of whoever takes care of it; null if nobody does
 * @param version grows with each change, so that nobody overwrites what they have not seen
 */
record Callback(
        Id id,
        Id number,
        Id contact,
        Cause cause,
        State state,
        int times,
        Instant firstAt,
        Instant lastAt,
        Instant dueAt,
        @Nullable Id agent,
        @Nullable String agentName,
        String note,
        @Nullable Instant doneAt,
        int version) {

    /** The live topic of all lists of these. */
    static final String LIST = "callbacks";

    /** The live topic of one of them. */
    static String topic(Id callback) {
        return "callback-" + callback;
    }

    /** What made it come up. */
    enum Cause {
        /** They called, nobody picked up, and their call allows us to call back. */
        CALLED("Called, may be called back", "phone-incoming"),
        MISSED("Missed call", "phone-incoming"),
        REJECTED("Call we declined", "phone-x"),
        /** They tapped a button that means "call me". */
        TAPPED("Tapped “call me”", "message-2");

        private final String word;
        private final String icon;

        Cause(String word, String icon) {
            this.word = word;
            this.icon = icon;
        }

        public String word() {
            return word;
        }

        /** A name from {@code icons.txt}. */
        public String icon() {
            return icon;
        }
    }

    /** How far we are with it. */
    enum State implements Kind {
        OPEN("Open", "inbox", "wait"),
        IN_PROGRESS("In progress", "user", "info"),
        DONE("Done", "check", "idle");

        static final List<State> PENDING = List.of(OPEN, IN_PROGRESS);

        private final Look look;

        State(String word, String icon, String tone) {
            look = new Look(word, icon, tone);
        }

        @Override
        public Look look() {
            return look;
        }
    }

    boolean done() {
        return state == State.DONE;
    }

    boolean overdueAt(Instant moment) {
        return !done() && !moment.isBefore(dueAt);
    }
}
