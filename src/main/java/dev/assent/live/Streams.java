package dev.assent.live;

import dev.assent.tenancy.Id;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * All streams of this node, by what they listen to. A topic is told at most four times a second,
 * and its last change always.
 */
@Component
class Streams {

    static final Duration PACE = Duration.ofMillis(250);

    private final Timers timers;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<Topic, Listeners> listeners = new ConcurrentHashMap<>();

    Streams(Timers timers) {
        this.timers = timers;
    }

    void add(Stream stream) {
        open.add(stream);
        for (var name : stream.topics()) {
            listeners.compute(
                    new Topic(stream.ticket().tenant(), name),
                    (topic, known) -> {
                        var all = known == null ? new Listeners(topic) : known;
                        all.streams.add(stream);
                        return all;
                    });
        }
    }

    void remove(Stream stream) {
        if (!open.remove(stream)) {
            return;
        }
        for (var name : stream.topics()) {
            listeners.computeIfPresent(
                    new Topic(stream.ticket().tenant(), name),
                    (_, known) -> {
                        known.streams.remove(stream);
                        return known.streams.isEmpty() ? null : known;
                    });
        }
    }

    Collection<Stream> all() {
        return open;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    void changed(Id tenant, Collection<String> names) {
        if (open.isEmpty()) {
            return;
        }
        for (var name : names) {
            if (name.equals(Topic.EVERYTHING)) {
                everythingChanged(tenant);
                continue;
            }
            var concerned = listeners.get(new Topic(tenant, name));
            if (concerned != null) {
                concerned.changed();
            }
        }
    }

    void everythingChanged() {
        open.forEach(Stream::everythingChanged);
    }

    void tell(Instant businessTime) {
        open.forEach(stream -> stream.tell(businessTime));
    }

    private void everythingChanged(Id tenant) {
        open.stream()
                .filter(stream -> stream.ticket().tenant().equals(tenant))
                .forEach(Stream::everythingChanged);
    }

    /** Who listens to one topic. */
    private class Listeners {

        private final Topic topic;
        private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
        private long told = System.nanoTime() - PACE.toNanos();
        private boolean due;

        Listeners(Topic topic) {
            this.topic = topic;
        }

        void changed() {
            synchronized (this) {
                if (due) {
                    return;
                }
                var pause = told + PACE.toNanos() - System.nanoTime();
                if (pause > 0) {
                    due = true;
                    timers.schedule(this::tellAtLast, pause, TimeUnit.NANOSECONDS);
                    return;
                }
                told = System.nanoTime();
            }
            tell();
        }

        private void tellAtLast() {
            synchronized (this) {
                due = false;
                told = System.nanoTime();
            }
            tell();
        }

        private void tell() {
            var name = List.of(topic.name());
            streams.forEach(stream -> stream.changed(name));
        }
    }
}
