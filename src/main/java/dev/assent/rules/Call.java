package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;

/**
 * A call, all words about it put together (section 6).
 *
 * @param id our attempt, or Meta's id where it was not ours
 * @param metaId Meta's id; null while unknown
 * @param pickedUp null if it was not, or not yet
 * @param ended null while it is running
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

    boolean counted() {
        return outcome != Outcome.FAILED;
    }
}
