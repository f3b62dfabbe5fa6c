package dev.assent.tenancy;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Transactions of the current tenant, begun again where the database has chosen them as the victim
 * of a deadlock. For those who begin one: inside another there is nothing to begin again.
 */
@Component
public class Persistent {

    static final int TRIES = 12;

    /** At most so long, times the tries so far: who meets again at once, collides again. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final TransactionTemplate transactions;

    Persistent(TransactionTemplate transactions) {
        this.transactions = transactions;
    }

    /**
     * @param work may be done several times, of which one counts
     * @throws ConcurrencyFailureException if it was a victim each time
     */
    public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return transactions.execute(work);
            } catch (ConcurrencyFailureException deadlock) {
                if (attempt == TRIES) {
                    throw deadlock;
                }
                LockSupport.parkNanos(
                        ThreadLocalRandom.current().nextLong(attempt * PAUSE.toNanos()));
            }
        }
    }
}
