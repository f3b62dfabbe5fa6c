package dev.assent.webhook;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenants;
import dev.assent.webhook.Inbox.State;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/**
 * Forgets letters that are done once Meta, who repeats for seven days, no longer repeats them, and
 * then that they were heard. What was for nobody, or helped nobody, is kept longer, not for ever.
 */
@Component
class Pruning {

    private static final Logger log = LoggerFactory.getLogger(Pruning.class);

    static final Duration KEPT = Duration.ofDays(8);
    static final Duration KEPT_FOR_NOBODY = Duration.ofDays(30);
    static final Duration KEPT_ASIDE = Duration.ofDays(90);

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
        prune(State.DONE, KEPT);
        prune(State.UNKNOWN, KEPT_FOR_NOBODY);
        prune(State.ASIDE, KEPT_ASIDE);
        inbox.oldest().ifPresent(oldest -> applied.takeGrown().forEach(id -> forget(id, oldest)));
    }

    private void prune(State state, Duration kept) {
        whole(() -> inbox.prune(state, Instant.now().minus(kept), AT_ONCE));
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
