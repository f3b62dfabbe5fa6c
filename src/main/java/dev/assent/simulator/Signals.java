package dev.assent.simulator;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells open pages which of their topics changed; each then asks again for its own part. */
class Signals {

    private static final long GATHER_MILLIS = 100;
    private static final long FIRST_MILLIS = 10;
    private static final long BREATH_SECONDS = 5;

    private final Set<SseEmitter> listeners = ConcurrentHashMap.newKeySet();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sending = new AtomicBoolean();
    private volatile long flushedAt = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
    private final ScheduledExecutorService sender =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("simulator-signals").daemon().factory());

    /** Who has gone without a word is noticed by the next breath. */
    Signals() {
        sender.scheduleWithFixedDelay(
                this::breathe, BREATH_SECONDS, BREATH_SECONDS, TimeUnit.SECONDS);
    }

    /** Once the running transaction has been committed. */
    void changed(String... topics) {
        Work.afterCommit(() -> announce(topics));
    }

    SseEmitter listen() {
        var listener = new SseEmitter(0L);
        listener.onCompletion(() -> listeners.remove(listener));
        listener.onTimeout(() -> listeners.remove(listener));
        listener.onError(_ -> listeners.remove(listener));
        listeners.add(listener);
        send(listener, SseEmitter.event().name("ready").data("ready"));
        return listener;
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        listeners.forEach(SseEmitter::complete);
        sender.shutdown();
    }

    private void announce(String... topics) {
        if (listeners.isEmpty() || sender.isShutdown()) {
            return;
        }
        changed.addAll(Set.of(topics));
        if (sending.compareAndSet(false, true)) {
            sender.schedule(this::flush, rest(), TimeUnit.MILLISECONDS);
        }
    }

    /** The first word after a silence goes at once, what follows gathers. */
    private long rest() {
        var since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - flushedAt);
        return Math.max(FIRST_MILLIS, GATHER_MILLIS - since);
    }

    private void breathe() {
        listeners.forEach(listener -> send(listener, SseEmitter.event().comment("")));
    }

    private void flush() {
        flushedAt = System.nanoTime();
        sending.set(false);
        var topics = Set.copyOf(changed);
        changed.removeAll(topics);
        for (var listener : listeners) {
            for (var topic : topics) {
                send(listener, SseEmitter.event().name("changed").data(topic));
            }
        }
    }

    private void send(SseEmitter listener, SseEmitter.SseEventBuilder event) {
        try {
            listener.send(event);
        } catch (IOException | IllegalStateException gone) {
            listeners.remove(listener);
        }
    }
}
