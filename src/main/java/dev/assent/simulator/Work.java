package dev.assent.simulator;

import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Everything that changes the simulated world happens in here, wholly or not at all. */
class Work {

    private static final int TRIES = 4;

    private final TransactionTemplate transactions;
    private final ReadWriteLock world = new ReentrantReadWriteLock(true);

    Work(@Simulated TransactionTemplate transactions) {
        this.transactions = transactions;
    }

    /** Side by side with others; whoever concerns the same pair waits on its row. */
    <T> T call(Supplier<T> task) {
        return during(world.readLock(), task);
    }

    void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    /** With nobody else at work, for those who replace the world. */
    <T> T alone(Supplier<T> task) {
        return during(world.writeLock(), task);
    }

    /** At once, or if a transaction is running when it has been committed. */
    static void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        action.run();
                    }
                });
    }

    private <T> T during(Lock lock, Supplier<T> task) {
        lock.lock();
        try {
            return again(task, TRIES);
        } finally {
            lock.unlock();
        }
    }

    /** Two first contacts at once may deadlock on the index of pairs; the loser simply repeats. */
    private <T> T again(Supplier<T> task, int tries) {
        try {
            return transactions.execute(_ -> task.get());
        } catch (PessimisticLockingFailureException lost) {
            if (tries == 1 || TransactionSynchronizationManager.isActualTransactionActive()) {
                throw lost;
            }
            return again(task, tries - 1);
        }
    }
}
