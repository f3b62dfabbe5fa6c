package dev.assent.simulator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets happen what nobody does: phones stop ringing, calls end. It looks at the business clock
 * several times a second, so it follows when that jumps.
 */
class Clockwork {

    private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);
    private static final long TICK_MILLIS = 250;
    private static final Duration A_JUMP = Duration.ofSeconds(3);

    private final PhoneCalls calls;
    private final Chats chats;
    private final Switchboard switchboard;
    private final Work work;
    private final Signals signals;
    private final InstantSource time;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("simulator-clockwork").daemon().factory());

    private Duration ahead;

    Clockwork(
            PhoneCalls calls,
            Chats chats,
            Switchboard switchboard,
            Work work,
            Signals signals,
            InstantSource time) {
        this.calls = calls;
        this.chats = chats;
        this.switchboard = switchboard;
        this.work = work;
        this.signals = signals;
        this.time = time;
        this.ahead = aheadOfRealTime();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        ticker.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        ticker.shutdown();
    }

    private void tick() {
        try {
            noticeJumps();
            for (var pair : calls.pairsWithCallsDue(time.instant())) {
                work.run(() -> chats.held(pair));
            }
            for (var pair : calls.pairsLeftWithoutAnswer(Updates.now())) {
                work.run(() -> giveUpWaiting(chats.held(pair)));
            }
        } catch (DataAccessException | TransactionException later) {
            LOG.warn("The simulated clockwork skipped a tick: {}", later.getMessage());
        }
    }

    private void giveUpWaiting(Chat chat) {
        calls.open(chat.pair().id())
                .ifPresent(call -> switchboard.answeredSilently(chat, call, time.instant()));
    }

    private void noticeJumps() {
        var now = aheadOfRealTime();
        if (now.minus(ahead).abs().compareTo(A_JUMP) > 0) {
            ahead = now;
            signals.changed("clock", "phones");
        }
    }

    private Duration aheadOfRealTime() {
        return Duration.between(Updates.now(), time.instant());
    }
}
