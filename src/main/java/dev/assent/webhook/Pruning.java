package dev.assent.webhook;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;

/** Forgets letters that are done once Meta, who repeats for seven days, no longer repeats them. */
@Component
class Pruning {

    static final Duration KEPT = Duration.ofDays(8);

    private static final int AT_ONCE = 5_000;

    private final Inbox inbox;

    Pruning(Inbox inbox) {
        this.inbox = inbox;
    }

    @Scheduled(initialDelay = 600_000, fixedDelay = 600_000)
    void prune() {
        while (inbox.prune(Instant.now(), KEPT, AT_ONCE) == AT_ONCE) {
            // there is more
        }
    }
}
