package dev.assent.permission;

import java.time.Duration;

/** How long something lasted, in words. */
final class Lasting {

    private Lasting() {}

    /** Such as {@code 48 s}, {@code 3 min 10 s} or {@code 1 h 2 min}. */
    static String words(Duration duration) {
        if (duration.toHours() > 0) {
            return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
        }
        return duration.toMinutes() > 0
                ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                : "%d s".formatted(duration.toSeconds());
    }
}
