package dev.assent.live;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells every page that shows a thing that the thing changed.
 *
 * <p>A topic is named after what changed, such as {@code row-0H7K2M4Q9ABCD} or {@code requests};
 * the page listens with {@code hx-trigger="live:requests from:body"}. Inside a transaction the word
 * goes out after its commit, and not at all if it is rolled back. Nobody waits for it, and nothing
 * that goes wrong with it reaches the caller.
 */
@Component
public class Live {

    private final Signals signals;

    Live(Signals signals) {
        this.signals = signals;
    }

    /**
     * These topics of the current tenant changed.
     *
     * @throws IllegalArgumentException if one of them is longer than 80 characters or holds others
     *     than letters, digits, dot, colon, minus and underscore
     */
    public void changed(String... topics) {
        changed(Tenant.current().id(), Arrays.asList(topics));
    }

    /** These topics of that tenant changed. */
    public void changed(Id tenant, Collection<String> topics) {
        var names = topics.stream().map(Topic::name).collect(Collectors.toSet());
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isActualTransactionActive()) {
            TransactionSynchronizationManager.registerSynchronization(
                    new AfterCommit(tenant, names));
        } else {
            signals.changed(tenant, names);
        }
    }

    private class AfterCommit implements TransactionSynchronization {

        private final Id tenant;
        private final Set<String> topics;

        AfterCommit(Id tenant, Set<String> topics) {
            this.tenant = tenant;
            this.topics = topics;
        }

        @Override
        public void afterCommit() {
            signals.changed(tenant, topics);
        }
    }
}
