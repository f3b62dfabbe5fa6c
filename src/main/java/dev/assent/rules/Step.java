package dev.assent.rules;

import java.time.Instant;
import java.util.Objects;

/** Something that changes a pair's standing or counters, where it stands in the order (2.3–2.6). */
sealed interface Step extends Comparable<Step> {

    /** Where it stands, which may be later than its own time (2.4). */
    Instant at();

    /** Its own time. */
    Instant told();

    Kind kind();

    String id();

    /** In the order of 2.3; calls, and replies, are one kind there. */
    enum Kind {
        DIALLED,
        PICKED_UP,
        UNANSWERED,
        ACCEPTED,
        REJECTED,
        REFUSED,
        READ;

        boolean call() {
            return compareTo(ACCEPTED) < 0;
        }

        boolean reply() {
            return this == ACCEPTED || this == REJECTED;
        }
    }

    /** One of ours. */
    record Dialled(Call call) implements Step {

        @Override
        public Instant at() {
            return call.dialled();
        }

        @Override
        public Instant told() {
            return at();
        }

        @Override
        public Kind kind() {
            return Kind.DIALLED;
        }

        @Override
        public String id() {
            return call.id();
        }
    }

    record PickedUp(Call call, Instant at) implements Step {

        @Override
        public Instant told() {
            return at;
        }

        @Override
        public Kind kind() {
            return Kind.PICKED_UP;
        }

        @Override
        public String id() {
            return call.id();
        }
    }

    /** One of ours that nobody picked up has ended. */
    record Unanswered(Call call, Instant at) implements Step {

        @Override
        public Instant told() {
            return at;
        }

        @Override
        public Kind kind() {
            return Kind.UNANSWERED;
        }

        @Override
        public String id() {
            return call.id();
        }
    }

    record Accepted(Happening.Accept accept, Instant at) implements Step {

        @Override
        public Instant told() {
            return accept.at();
        }

        @Override
        public Kind kind() {
            return Kind.ACCEPTED;
        }

        @Override
        public String id() {
            return accept.id();
        }
    }

    record Rejected(Happening.Reject reject, Instant at) implements Step {

        @Override
        public Instant told() {
            return reject.at();
        }

        @Override
        public Kind kind() {
            return Kind.REJECTED;
        }

        @Override
        public String id() {
            return reject.id();
        }
    }

    record Refused(Happening.Refusal refusal, Instant at) implements Step {

        @Override
        public Instant told() {
            return at;
        }

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }

        @Override
        public String id() {
            return refusal.id();
        }
    }

    record Read(Happening.Reading reading) implements Step {

        @Override
        public Instant at() {
            return reading.at();
        }

        @Override
        public Instant told() {
            return reading.at();
        }

        @Override
        public Kind kind() {
            return Kind.READ;
        }

        @Override
        public String id() {
            return reading.id();
        }
    }

    @Override
    default int compareTo(Step other) {
        var order = at().compareTo(other.at());
        if (order != 0) {
            return order;
        }
        if (kind().call() && other.kind().call()) {
            var calls = id().compareTo(other.id());
            return calls == 0 ? kind().compareTo(other.kind()) : calls;
        }
        if (kind().reply() && other.kind().reply()) {
            order = told().compareTo(other.told());
        }
        if (order == 0) {
            order = kind().compareTo(other.kind());
        }
        return order == 0 ? id().compareTo(other.id()) : order;
    }

    /** 2.5. */
    default boolean repeats(Step other) {
        return kind() == other.kind() && Objects.equals(id(), other.id());
    }
}
