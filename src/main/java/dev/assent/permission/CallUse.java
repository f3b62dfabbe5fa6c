package dev.assent.permission;

import dev.assent.rules.Call;
import dev.assent.rules.Limit;
import dev.assent.rules.Position;
import dev.assent.rules.Standing;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How far connected calls are used up, by the limit that is nearer; of two that are equally near by
 * that of the grant, which time does not lift.
 *
 * @param next when the first of those counted leaves the window; null where none will by time
 */
public record CallUse(int used, int max, boolean underGrant, @Nullable Instant next) {

    private static final Duration DAY = Duration.ofHours(24);

    /** More do not fit beside the words. */
    private static final int MOST_PIPS = 5;

    public static CallUse of(Position position) {
        var limits = position.callLimits();
        var nearest =
                limits.stream()
                        .min(
                                Comparator.<Limit>comparingInt(limit -> limit.max() - limit.used())
                                        .thenComparing(Limit::period, Comparator.reverseOrder()))
                        .orElseThrow();
        return nearest.period() == Limit.Period.GRANT
                ? new CallUse(nearest.used(), nearest.max(), true, null)
                : new CallUse(nearest.used(), nearest.max(), false, next(nearest, position));
    }

    /** Whether there is anything to tell. */
    static boolean matters(Position position) {
        return position.standing() instanceof Standing.Granted
                || position.callLimits().stream().anyMatch(limit -> limit.used() > 0);
    }

    public boolean full() {
        return used >= max;
    }

    public int left() {
        return Math.max(0, max - used);
    }

    /** One for each call there is, whether it is used up; none where they are many. */
    public List<Boolean> pips() {
        return max > MOST_PIPS
                ? List.of()
                : IntStream.range(0, max).mapToObj(pip -> pip < used).toList();
    }

    private static @Nullable Instant next(Limit limit, Position position) {
        return limit.resetsAt() == null ? leaving(position) : limit.resetsAt();
    }

    private static @Nullable Instant leaving(Position position) {
        return position.calls().stream()
                .filter(Call::ours)
                .filter(call -> call.outcome() != Call.Outcome.FAILED)
                .map(Call::pickedUp)
                .filter(Objects::nonNull)
                .map(pickedUp -> pickedUp.plus(DAY))
                .filter(leaves -> leaves.isAfter(position.now()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
