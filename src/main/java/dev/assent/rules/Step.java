package dev.assent.rules;

import java.time.Instant;

/** Something that changes a pair's standing or counters, where it stands in the order (2.3). */
sealed interface Step extends Comparable<Step> {

    /** Where it stands, which may be later than its own time (2.4). */
    Instant at();

    /** Its own time. */
    Instant told();

    Kind kind();

    String id();

    /** In the order of 2.3. */
    enum Kind {
        CALL,
        ACCEPT,
        REJECT,
        REFUSAL,
        READING
    }

    sealed interface OfCall extends Step {

        Call call();

        @Override
        default Instant told() {
            return at();
        }

        @Override
        default Kind kind() {
            return Kind.CALL;
        }

        @Override
        default String id() {
            return call().id();
        }
    }

    sealed interface OfHappening extends Step {

        Happening happening();

        @Override
        default Instant told() {
            return happening().at();
        }

        @Override
        default String id() {
            return happening().id();
        }
    }

    record PickedUp(Instant at, Call call) implements OfCall {}

    /** One of ours that nobody picked up has ended. */
    record Unanswered(Instant at, Call call) implements OfCall {}

    record Replied(Instant at, Happening.Reply happening) implements OfHappening {

        @Override
        public Kind kind() {
            return switch (happening) {
                case Happening.Accept _ -> Kind.ACCEPT;
                case Happening.Reject _ -> Kind.REJECT;
            };
        }
    }

    record Refused(Instant at, Happening.Refusal happening) implements OfHappening {

        @Override
        public Kind kind() {
            return Kind.REFUSAL;
        }
    }

    record Read(Happening.Reading happening) implements OfHappening {

        @Override
        public Instant at() {
            return happening.at();
        }

        @Override
        public Kind kind() {
            return Kind.READING;
        }
    }

    @Override
    default int compareTo(Step other) {
        var order = at().compareTo(other.at());
        if (order == 0) {
            order = told().compareTo(other.told());
        }
        if (order == 0) {
            order = kind().compareTo(other.kind());
        }
        return order == 0 ? id().compareTo(other.id()) : order;
    }
}
