package dev.assent.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * What time it is for rules, ledger and schedules, in whole seconds. Ahead of real time only where
 * somebody moved it, which demo mode can; sign-in, sessions and retention ask the system.
 */
class BusinessTime implements InstantSource {

    private final InstantSource real;
    private volatile Duration ahead = Duration.ZERO;

    BusinessTime(InstantSource real) {
        this.real = real;
    }

    static BusinessTime system() {
        return new BusinessTime(Clock.systemUTC());
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
    }

    Duration ahead() {
        return ahead;
    }

    void runAhead(Duration ahead) {
        this.ahead = ahead;
    }
}
