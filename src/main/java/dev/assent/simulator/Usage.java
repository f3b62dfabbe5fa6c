package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much of a limit is used.
 *
 * @param period as Meta writes it, {@code PT24H}
 * @param freeAt when it falls below the maximum if nothing else happens; null unless it is reached
 */
record Usage(String period, int max, int used, @Nullable Instant freeAt) {

    boolean full() {
        return used >= max;
    }

    /** Of a window that moves with the clock: at its exact end a moment counts no more. */
    static Usage rolling(
            String period, Duration window, int max, List<Instant> moments, Instant now) {
        var counted =
                moments.stream()
                        .filter(moment -> now.isBefore(moment.plus(window)))
                        .sorted()
                        .toList();
        var used = counted.size();
        var full = used >= max && max > 0;
        return new Usage(period, max, used, full ? counted.get(used - max).plus(window) : null);
    }
}
