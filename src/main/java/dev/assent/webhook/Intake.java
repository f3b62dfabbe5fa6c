package dev.assent.webhook;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Stores what arrives: one thread commits whatever has gathered since its last commit, so that many
 * who wait share the cost of making it durable. Who comes alone never waits for company.
 */
@Component
class Intake implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private static final int WAITING_AT_MOST = 4_096;
    private static final int GROUP = 256;
    private static final int SECONDS_TO_WAIT = 5;

    /** Between the beginnings of two commits while many come: each costs processor and disk. */
    private static final long APART = TimeUnit.MILLISECONDS.toNanos(5);

    private final Inbox inbox;
    private final Worker worker;
    private final BlockingQueue<Arrival> queue = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    private volatile @Nullable Thread writer;

    Intake(Inbox inbox, Worker worker) {
        this.inbox = inbox;
        this.worker = worker;
    }

    private record Arrival(Post post, CompletableFuture<Void> stored) {}

    /**
     * Waits until the post is durable; false if that could not be done, so that Meta must keep it.
     */
    boolean store(Post post) {
        var arrival = new Arrival(post, new CompletableFuture<>());
        if (!queue.offer(arrival)) {
            return false;
        }
        try {
            arrival.stored().get(SECONDS_TO_WAIT, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException failure) {
            return false;
        }
    }

    @Override
    public void start() {
        // Known before it runs: it goes on only as long as it is known.
        var thread = Thread.ofPlatform().name("intake").unstarted(this::write);
        writer = thread;
        thread.start();
    }

    @Override
    public void stop() {
        var thread = writer;
        writer = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return writer != null;
    }

    /** Before the web server opens, and after it has closed. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void write() {
        var group = new ArrayList<Arrival>(GROUP);
        var crowded = false;
        var begun = 0L;
        while (isRunning()) {
            try {
                group.add(queue.take());
                if (crowded) {
                    LockSupport.parkNanos(begun + APART - System.nanoTime());
                }
                begun = System.nanoTime();
                queue.drainTo(group, GROUP - 1);
                crowded = group.size() > 1;
                store(group);
            } catch (InterruptedException stopped) {
                return;
            } finally {
                group.clear();
            }
        }
    }

    private void store(List<Arrival> group) {
        try {
            inbox.add(group.stream().map(Arrival::post).toList());
            group.forEach(arrival -> arrival.stored().complete(null));
            worker.wake();
        } catch (DataAccessResourceFailureException away) {
            refuse(group, away);
        } catch (RuntimeException | OutOfMemoryError failure) {
            storeOneByOne(group, failure);
        }
    }

    /** A row that the database will not have must not take its neighbours with it. */
    private void storeOneByOne(List<Arrival> group, Throwable failure) {
        if (group.size() == 1) {
            refuse(group, failure);
        } else {
            group.forEach(arrival -> store(List.of(arrival)));
        }
    }

    private static void refuse(List<Arrival> group, Throwable failure) {
        log.error(
                "{} webhooks could not be stored, Meta must send them again",
                group.size(),
                failure);
        group.forEach(arrival -> arrival.stored().completeExceptionally(failure));
    }
}
