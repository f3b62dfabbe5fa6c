package dev.assent.live;

import dev.assent.live.StreamRights.Ticket;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one browser is told. Whoever tells it something never waits for the browser: what it has not
 * taken yet is kept, each topic once.
 */
class Stream {

    /** The way to the browser. */
    interface Browser {

        /**
         * Sends one event. Called by one thread at a time.
         *
         * @throws IOException if the browser is gone; the container ends the connection
         * @throws IllegalStateException if the connection is over
         */
        void send(String event, String data, long id) throws IOException;

        /**
         * Ends the connection.
         *
         * @throws IllegalStateException if the container just did
         */
        void end();
    }

    private static final Logger log = LoggerFactory.getLogger(Stream.class);

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Ticket ticket;
    private final Set<String> topics;
    private final Browser browser;
    private final Executor sender;

    private final Set<String> changed = new LinkedHashSet<>();
    private boolean everything;
    private @Nullable Instant time;
    private boolean sending;
    private boolean ended;

    Stream(Ticket ticket, Set<String> topics, Browser browser, Executor sender) {
        this.ticket = ticket;
        this.topics = Set.copyOf(topics);
        this.browser = browser;
        this.sender = sender;
    }

    /** Younger streams have larger ones. */
    long number() {
        return number;
    }

    Ticket ticket() {
        return ticket;
    }

    Set<String> topics() {
        return topics;
    }

    synchronized void changed(Collection<String> names) {
        changed.addAll(names);
        send();
    }

    synchronized void everythingChanged() {
        everything = true;
        send();
    }

    synchronized void tell(Instant businessTime) {
        time = businessTime;
        send();
    }

    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        try {
            browser.end();
        } catch (IllegalStateException over) {
            log.debug("the connection to {} was over already", ticket, over);
        }
    }

    private void send() {
        if (!sending && !ended) {
            sending = true;
            sender.execute(this::sendAll);
        }
    }

    private void sendAll() {
        try {
            for (var next = next(); next != null; next = next()) {
                browser.send(next.event(), next.data(), next.id());
            }
        } catch (IOException gone) {
            // The container ends what it could not write; a second hand would spoil that.
            log.debug("the browser of {} is gone", ticket, gone);
        } catch (IllegalStateException over) {
            log.debug("the connection to {} is over", ticket, over);
            end();
        }
    }

    private record Message(String event, String data, long id) {}

    /** Its number tells the browser up to when it knows everything. */
    private synchronized @Nullable Message next() {
        var id = System.currentTimeMillis();
        if (everything) {
            everything = false;
            changed.clear();
            return new Message("everything", "", id);
        }
        if (!changed.isEmpty()) {
            var names = String.join(" ", changed);
            changed.clear();
            return new Message("changed", names, id);
        }
        if (time != null) {
            var now = time.toString();
            time = null;
            return new Message("time", now, id);
        }
        sending = false;
        return null;
    }
}
