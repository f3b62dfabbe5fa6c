package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What holds a place in a rolling limit, and until when. */
final class Tally {

    private final Instant now;
    private final List<Instant> leaving = new ArrayList<>(4);
    private final List<String> evidence = new ArrayList<>(4);

    Tally(Instant now) {
        this.now = now;
    }

    /** Counts it if it still holds its place now (2.1). */
    void add(String id, Instant until) {
        if (now.isBefore(until)) {
            leaving.add(until);
            evidence.add(id);
        }
    }

    int used() {
        return leaving.size();
    }

    List<String> evidence() {
        return evidence;
    }

    /** When fewer than the maximum, 1 or more, are left; null if that is so already. */
    @Nullable Instant below(int max) {
        if (used() < max) {
            return null;
        }
        leaving.sort(null);
        return leaving.get(used() - max);
    }
}
