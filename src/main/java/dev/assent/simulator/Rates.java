package dev.assent.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what may happen only so often in a second or an hour of the business clock. */
class Rates {

    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    private record Count(long period, int used) {

        Count next(long now) {
            return period == now ? new Count(now, used + 1) : new Count(now, 1);
        }
    }

    /** Whether one more fits into this period. */
    boolean take(String what, Instant now, int seconds, int most) {
        var period = Math.floorDiv(now.getEpochSecond(), seconds);
        var count =
                counts.compute(
                        what, (_, old) -> old == null ? new Count(period, 1) : old.next(period));
        return count.used() <= most;
    }
}
