package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * A call, all words about it put together (section 6).
 *
 * @param id our attempt, or Meta's id where it was not ours
 * @param metaId Meta's id; null while unknown
 * @param pickedUp null if it was not, or not yet
 * @param ended null while it is running; a failed one ends at its failure where no end is told
 */
public record Call(
        String id,
        @Nullable String metaId,
        Happening.Direction direction,
        Instant dialled,
        @Nullable Instant pickedUp,
        @Nullable Instant ended,
        Outcome outcome) {

    static final Comparator<Call> IN_ORDER =
            Comparator.comparing(Call::dialled).thenComparing(Call::id);

    /** 6.4: how long we wait for a word that a call was picked up. */
    private static final Duration UNANSWERED_AFTER = Duration.ofMinutes(2);

    /** 6.4: how long a picked-up call is believed to run without a word of its end. */
    private static final Duration LONGEST = Duration.ofHours(24);

    public enum Outcome {
        RUNNING,
        CONNECTED,
        /** Nobody picked it up; an incoming one was missed. */
        UNANSWERED,
        /** It broke down and counts for nothing. */
        FAILED
    }

    /** Whether the business called. */
    public boolean ours() {
        return direction == Happening.Direction.OUTGOING;
    }

    /** 6.2. */
    boolean counts() {
        return outcome != Outcome.FAILED;
    }

    boolean running() {
        return outcome == Outcome.RUNNING;
    }

    /** 6.4: when it is over at the latest if nobody says another word. */
    Instant bound() {
        return bound(dialled, pickedUp);
    }

    /** 6.4: when a call dialled and picked up at these moments is over at the latest. */
    public static Instant bound(Instant dialled, @Nullable Instant pickedUp) {
        return pickedUp == null ? dialled.plus(UNANSWERED_AFTER) : pickedUp.plus(LONGEST);
    }
}
