package dev.assent.permission;

import org.springframework.context.annotation.Primary;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Business time that stands until a test moves it, for ours and the simulator alike; only for tests
 * that import it.
 */
@Primary
public class HandMovedTime implements InstantSource {

    private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    void moveTo(Instant moment) {
        advance(Duration.between(now, moment));
    }
}
