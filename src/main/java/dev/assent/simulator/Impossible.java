package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What somebody asks of the simulator cannot be done, for the reason given. */
class Impossible extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final @Nullable Instant until;

    Impossible(String reason) {
        this(reason, null);
    }

    /**
     * @param until when time ends it; null if it does not
     */
    Impossible(String reason, @Nullable Instant until) {
        super(reason);
        this.until = until;
    }

    @Nullable Instant until() {
        return until;
    }
}
