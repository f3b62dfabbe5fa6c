package dev.assent.live;

import org.springframework.stereotype.Component;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of this package: few for what happens at a time, as many as needed for sending. */
@Component
class Timers implements AutoCloseable {

    private final ScheduledThreadPoolExecutor clock;
    private final ExecutorService senders =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("live-send-", 0).factory());

    Timers() {
        this.clock =
                new ScheduledThreadPoolExecutor(
                        4, Thread.ofPlatform().name("live-", 1).daemon().factory());
        this.clock.setRemoveOnCancelPolicy(true);
        this.clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void schedule(Runnable work, long delay, TimeUnit unit) {
        try {
            clock.schedule(work, delay, unit);
        } catch (RejectedExecutionException closing) {
            // The streams end now, and browsers catch up elsewhere.
        }
    }

    /** Repeats the work, each time so long after the last has ended. */
    void repeat(Runnable work, long pauseInMillis) {
        clock.scheduleWithFixedDelay(work, pauseInMillis, pauseInMillis, TimeUnit.MILLISECONDS);
    }

    Executor senders() {
        return work -> {
            try {
                senders.execute(work);
            } catch (RejectedExecutionException closing) {
                // As above.
            }
        };
    }

    @Override
    public void close() {
        clock.shutdownNow();
        senders.shutdownNow();
    }
}
