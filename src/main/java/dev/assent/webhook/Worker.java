package dev.assent.webhook;

import dev.assent.tenancy.Control;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Works on what waits in the inbox. The rows of a round stay locked until it is over, so several
 * nodes share the work without knowing of each other, and what a killed one held is free again.
 */
@Component
class Worker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private static final int ROUND = 400;
    private static final int ROUNDS_TO_RECOVER = 16;
    private static final long LOOK_EVERY_MILLIS = 200;

    private final Inbox inbox;
    private final Delivery delivery;
    private final TransactionTemplate control;
    private final int size;
    private final Semaphore arrived = new Semaphore(0);
    private volatile List<Thread> threads = List.of();

    Worker(
            Inbox inbox,
            Delivery delivery,
            @Control TransactionTemplate control,
            @Value("${assent.webhook.threads:2}") int size) {
        this.inbox = inbox;
        this.delivery = delivery;
        this.control = control;
        this.size = size;
    }

    /** Something arrived: no need to wait for the next look. */
    void wake() {
        if (arrived.availablePermits() < size) {
            arrived.release();
        }
    }

    @Override
    public void start() {
        var started = new ArrayList<Thread>();
        for (var number = 1; number <= size; number++) {
            started.add(Thread.ofPlatform().name("inbox-" + number).unstarted(this::work));
        }
        threads = List.copyOf(started);
        threads.forEach(Thread::start);
    }

    @Override
    public void stop() {
        var stopping = threads;
        threads = List.of();
        stopping.forEach(Thread::interrupt);
        stopping.forEach(Worker::join);
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        var appetite = new Appetite();
        while (isRunning()) {
            try {
                if (roundOrNothing(appetite) == 0) {
                    arrived.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private int roundOrNothing(Appetite appetite) {
        try {
            var taken = round(appetite.most);
            appetite.afterMeal();
            return taken;
        } catch (RuntimeException failure) {
            log.error("a round of the inbox failed, its letters wait", failure);
        } catch (OutOfMemoryError failure) {
            appetite.afterTooMuch();
            log.error(
                    "a round of the inbox did not fit in the memory, its letters wait; the next"
                            + " takes {} at most",
                    appetite.most,
                    failure);
        }
        return 0;
    }

    /** Works on the oldest letters that wait; returns how many there were. */
    int round() {
        return round(ROUND);
    }

    private int round(int most) {
        // Not in the round itself: its locks would make every other worker wait for the round's
        // end.
        inbox.revive(Instant.now());
        Integer taken =
                control.execute(transaction -> {
                    var letters = inbox.claim(most);
                    delivery.deliver(letters);
                    return letters.size();
                });
        return taken == null ? 0 : taken;
    }

    /** Letters may be so large that a few of them fill the memory. */
    private static final class Appetite {

        private int most = ROUND;
        private int goodMeals;

        void afterTooMuch() {
            most = Math.max(1, most / 4);
            goodMeals = 0;
        }

        void afterMeal() {
            if (++goodMeals >= ROUNDS_TO_RECOVER) {
                most = Math.min(ROUND, most * 2);
                goodMeals = 0;
            }
        }
    }
}
