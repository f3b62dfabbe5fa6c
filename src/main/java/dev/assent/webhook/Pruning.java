package dev.assent.webhook;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenants;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/**
 * Forgets letters that are done once Meta, who repeats for seven days, no longer repeats them, and
 * then that they were heard.
 */
@Component
class Pruning {

    private static final Logger log = LoggerFactory.getLogger(Pruning.class);

    static final Duration KEPT = Duration.ofDays(8);

    private static final int AT_ONCE = 5_000;

    private final Inbox inbox;
    private final Applied applied;
    private final Tenants tenants;

    Pruning(Inbox inbox, Applied applied, Tenants tenants) {
        this.inbox = inbox;
        this.applied = applied;
        this.tenants = tenants;
    }

    @Scheduled(initialDelay = 600_000, fixedDelay = 600_000)
    void prune() {
        whole(() -> inbox.prune(Instant.now(), KEPT, AT_ONCE));
        inbox.oldest().ifPresent(oldest -> applied.takeGrown().forEach(id -> forget(id, oldest)));
    }

    private void forget(Id id, long oldest) {
        try {
            tenants.find(id)
                    .ifPresent(tenant ->
                            tenant.run(() -> whole(() -> applied.forget(oldest, AT_ONCE))));
        } catch (RuntimeException failure) {
            log.warn("what tenant {} has heard is not pruned until it hears again", id, failure);
        }
    }

    private static void whole(IntSupplier part) {
        while (part.getAsInt() == AT_ONCE) {
            // there is more
        }
    }
}
