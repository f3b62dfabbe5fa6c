package dev.assent.live;

import dev.assent.time.ClockMoved;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import java.time.InstantSource;
import java.util.stream.Collectors;

/**
 * What is done again and again while the application runs. Ends all streams before the web server
 * waits for its last requests, of which they would be some.
 */
@Component
class Rounds implements SmartLifecycle {

    private static final int FAILURES_TO_BEAR = 5;
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final Streams streams;
    private final Wire wire;
    private final Attendance attendance;
    private final StreamRights rights;
    private final Timers timers;
    private final InstantSource time;
    private volatile boolean running;
    private int failures;

    Rounds(
            Streams streams,
            Wire wire,
            Attendance attendance,
            StreamRights rights,
            Timers timers,
            InstantSource time) {
        this.streams = streams;
        this.wire = wire;
        this.attendance = attendance;
        this.rights = rights;
        this.timers = timers;
        this.time = time;
    }

    @Override
    public void start() {
        running = true;
        repeat(wire::send, 100);
        repeat(wire::listen, 100);
        repeat(wire::prune, 30_000);
        repeat(this::endThoseWithoutRights, 1_000);
        repeat(attendance::take, 1_000);
        repeat(this::tellTime, 10_000);
    }

    @Override
    public void stop() {
        running = false;
        streams.all().forEach(Stream::end);
        wire.send();
        try {
            attendance.leaveAll();
        } catch (DataAccessException | TransactionException failure) {
            log.debug("presence stays until it is stale", failure);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Countdowns go by business time. */
    @EventListener(ClockMoved.class)
    void tellTime() {
        streams.tell(time.instant());
    }

    /** Who cannot be asked about for long is treated like those who lost their rights. */
    void endThoseWithoutRights() {
        if (streams.isEmpty()) {
            failures = 0;
            return;
        }
        var open = streams.all();
        var tickets = open.stream().map(Stream::ticket).collect(Collectors.toSet());
        try {
            var alive = rights.alive(tickets);
            failures = 0;
            open.stream()
                    .filter(stream ->
                            tickets.contains(stream.ticket()) && !alive.contains(stream.ticket()))
                    .forEach(this::end);
        } catch (DataAccessException | TransactionException failure) {
            failures++;
            if (failures >= FAILURES_TO_BEAR) {
                open.forEach(this::end);
            }
        }
    }

    private void end(Stream stream) {
        streams.remove(stream);
        stream.end();
    }

    /** A round that fails is followed by the next all the same. */
    private void repeat(Runnable round, long pauseInMillis) {
        timers.repeat(
                () -> {
                    try {
                        if (running) {
                            round.run();
                        }
                    } catch (RuntimeException failure) {
                        log.warn("a round failed", failure);
                    }
                },
                pauseInMillis);
    }
}
