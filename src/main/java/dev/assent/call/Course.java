package dev.assent.call;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is known of one call, and what follows from it. A word about the call is a course itself,
 * and {@link #and} puts two of them together: in whatever order, however often and in whatever
 * portions the words come, the result is the same.
 *
 * @param incoming whether the person called
 * @param wacid Meta's name of it; of several the first as text
 * @param facts since when what is true: the earliest that was told, but of its end the latest
 * @param seconds how long they talked, as Meta told at the end; the longest
 * @param cause why it failed; the first by number and text
 */
record Course(
        boolean incoming,
        @Nullable String wacid,
        Map<Fact, Instant> facts,
        @Nullable Integer seconds,
        @Nullable Cause cause) {

    /** Meta's code of a call that another one stands in the way of. */
    private static final int IN_PROGRESS = 138_003;

    public Course {
        facts = Collections.unmodifiableMap(sorted(facts));
    }

    /**
     * Why something failed.
     *
     * @param code Meta's
     * @param text hers, too; empty where she gave none
     */
    record Cause(int code, String text) implements Comparable<Cause> {

        /** In letters; the rest of what Meta says is not kept. */
        private static final int LONGEST = 1_000;

        Cause {
            if (text.codePointCount(0, text.length()) > LONGEST) {
                text = text.substring(0, text.offsetByCodePoints(0, LONGEST));
            }
        }

        @Override
        public int compareTo(Cause other) {
            var order = Integer.compare(code, other.code);
            return order == 0 ? text.compareTo(other.text) : order;
        }
    }

    /** Who put an end to a call. */
    enum By {
        US,
        PERSON,
        META,
        TIME
    }

    /** Nothing is known yet. */
    static Course unknown(boolean incoming) {
        return new Course(incoming, null, Map.of(), null, null);
    }

    /** The same, and this is true from that moment on. */
    Course and(Fact fact, Instant at) {
        return and(new Course(incoming, null, Map.of(fact, at), null, null));
    }

    Course named(@Nullable String byMeta) {
        return and(new Course(incoming, byMeta, Map.of(), null, null));
    }

    Course lasting(@Nullable Integer duration) {
        return and(new Course(incoming, null, Map.of(), duration, null));
    }

    Course because(@Nullable Cause why) {
        return and(new Course(incoming, null, Map.of(), null, why));
    }

    /** Both together; the direction is this one's. */
    Course and(Course other) {
        var both = new EnumMap<Fact, Instant>(Fact.class);
        both.putAll(facts);
        other.facts.forEach((fact, at) ->
                both.merge(
                        fact,
                        at,
                        (one, another) -> one.isBefore(another) == first(fact) ? one : another));
        return new Course(
                incoming,
                least(wacid, other.wacid),
                both,
                seconds == null || other.seconds != null && other.seconds > seconds
                        ? other.seconds
                        : seconds,
                least(cause, other.cause));
    }

    private static boolean first(Fact fact) {
        return fact != Fact.TERMINATED;
    }

    private static <T extends Comparable<T>> @Nullable T least(@Nullable T one, @Nullable T other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Map<Fact, Instant> sorted(Map<Fact, Instant> facts) {
        var map = new EnumMap<Fact, Instant>(Fact.class);
        map.putAll(facts);
        return map;
    }

    public @Nullable Instant at(Fact fact) {
        return facts.get(fact);
    }

    boolean has(Fact fact) {
        return facts.containsKey(fact);
    }

    /** When it was dialled, or when we first heard of it. */
    public Instant began() {
        var dialled = at(Fact.DIALLED);
        return dialled == null
                ? facts.values().stream().min(Instant::compareTo).orElseThrow()
                : dialled;
    }

    /** When it was picked up; null if it was not, or not yet. */
    public @Nullable Instant pickedUp() {
        var told =
                Stream.of(Fact.STARTED, Fact.ACCEPTED)
                        .map(this::at)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseGet(this::startByDuration);
        return told == null || told.isAfter(began()) ? told : began();
    }

    private @Nullable Instant startByDuration() {
        var terminated = at(Fact.TERMINATED);
        return seconds == null || terminated == null ? null : terminated.minusSeconds(seconds);
    }

    /** When it ended as far as was told; null if nothing was. */
    private @Nullable Instant toldEnd() {
        var terminated = at(Fact.TERMINATED);
        return terminated != null
                ? terminated
                : Stream.of(
                                Fact.REJECTED,
                                Fact.HUNG_UP,
                                Fact.ABANDONED,
                                Fact.REFUSED,
                                Fact.RELEASED,
                                Fact.BROKE_DOWN)
                        .map(this::at)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null);
    }

    /** When it ends by itself if nobody says another word; null once an end was told. */
    public @Nullable Instant bound() {
        return toldEnd() == null ? dev.assent.rules.Call.bound(began(), pickedUp()) : null;
    }

    /** When it ended; null while it runs. */
    public @Nullable Instant endedAt(Instant now) {
        var told = toldEnd();
        if (told != null) {
            var earliest = Objects.requireNonNullElse(pickedUp(), began());
            return told.isBefore(earliest) ? earliest : told;
        }
        var bound = Objects.requireNonNull(bound());
        return now.isBefore(bound) ? null : bound;
    }

    public State state(Instant now) {
        if (endedAt(now) != null) {
            return State.ENDED;
        }
        if (pickedUp() != null) {
            return State.CONNECTED;
        }
        if (incoming) {
            return has(Fact.CLAIMED) ? State.CLAIMED : State.RINGING;
        }
        if (has(Fact.RINGING)) {
            return State.RINGING;
        }
        return has(Fact.TOLD) ? State.CALLING : State.DIALLING;
    }

    /** How it ended; null while it runs. */
    public @Nullable Outcome outcome(Instant now) {
        if (endedAt(now) == null) {
            return null;
        }
        if (has(Fact.BROKE_DOWN)) {
            return Outcome.FAILED;
        }
        if (pickedUp() != null) {
            return Outcome.COMPLETED;
        }
        if (has(Fact.REJECTED)) {
            return Outcome.REJECTED;
        }
        return incoming ? Outcome.MISSED : notPickedUp();
    }

    private Outcome notPickedUp() {
        if (has(Fact.REFUSED)) {
            return cause != null && cause.code == IN_PROGRESS ? Outcome.BUSY : Outcome.FAILED;
        }
        if (has(Fact.HUNG_UP)) {
            return Outcome.CANCELLED;
        }
        if (!has(Fact.TOLD)) {
            return Outcome.UNKNOWN;
        }
        return abandonedInTime() ? Outcome.CANCELLED : Outcome.UNANSWERED;
    }

    /** Whether we left before the person had had all the time there is to pick up. */
    private boolean abandonedInTime() {
        var abandoned = at(Fact.ABANDONED);
        return abandoned != null && abandoned.isBefore(dev.assent.rules.Call.bound(began(), null));
    }

    /** Who put an end to it; null while it runs. */
    public @Nullable By endedBy(Instant now) {
        if (endedAt(now) == null) {
            return null;
        }
        if (has(Fact.BROKE_DOWN) || !incoming && has(Fact.REFUSED)) {
            return By.META;
        }
        if (has(Fact.REJECTED)) {
            return incoming ? By.US : By.PERSON;
        }
        if (has(Fact.HUNG_UP) || has(Fact.ABANDONED)) {
            return By.US;
        }
        return has(Fact.TERMINATED) || has(Fact.RELEASED) ? By.PERSON : By.TIME;
    }

    /**
     * Whether Meta must be told that a call is over for us: nobody of ours is in it, and neither
     * she nor anybody else has said yet that it is over.
     */
    boolean owed() {
        return wacid != null
                && !has(Fact.TERMINATED)
                && !has(Fact.RELEASED)
                && !has(Fact.BROKE_DOWN)
                && (has(Fact.HUNG_UP)
                        || has(Fact.ABANDONED)
                        || incoming && (has(Fact.REJECTED) || has(Fact.REFUSED)));
    }

    /** Whether the end that is owed is a rejection: it was not picked up, nor nearly. */
    boolean toBeRejected() {
        return incoming && !has(Fact.ANSWERING) && !has(Fact.ACCEPTED);
    }
}
