package dev.assent.permission;

import java.time.Duration;

/** How long something lasted, in words. */
final class Lasting {

    private Lasting() {}

    /** Such as {@code 48 s}, {@code 3 min 10 s}, {@code 5 min} or {@code 1 h 2 min}. */
    static String words(Duration duration) {
        if (duration.toHours() > 0) {
            return pair(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        return duration.toMinutes() > 0
                ? pair(duration.toMinutes(), "min", duration.toSecondsPart(), "s")
                : "%d s".formatted(duration.toSeconds());
    }

    private static String pair(long whole, String unit, int part, String partUnit) {
        return part == 0
                ? "%d %s".formatted(whole, unit)
                : "%d %s %d %s".formatted(whole, unit, part, partUnit);
    }
}
