package dev.assent.access;

import org.springframework.security.core.AuthenticationException;

import java.time.Duration;

/** Something was tried too often. */
class TooManyTries extends AuthenticationException {

    private final Duration wait;

    /**
     * @param wait until it may be tried again
     */
    TooManyTries(Duration wait) {
        super("too many tries");
        this.wait = wait;
    }

    /** Whole seconds to wait, at least one. */
    long seconds() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /** Whole minutes to wait, at least one. */
    long minutes() {
        return Math.max(1, wait.plusSeconds(59).toMinutes());
    }
}
