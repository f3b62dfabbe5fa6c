package dev.assent.live;

import dev.assent.live.StreamRights.Ticket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stream of a browser. It is asked for with GET; with POST only if there are more topics than
 * an address can hold.
 */
@Controller
class StreamPage {

    /** Of one account: browsers have one each, and one for each tab without TLS. */
    static final int MOST_STREAMS = 20;

    static final int MOST_TOPICS = 2_000;

    private final StreamRights rights;
    private final Streams streams;
    private final Wire wire;
    private final Timers timers;
    private final InstantSource time;

    StreamPage(StreamRights rights, Streams streams, Wire wire, Timers timers, InstantSource time) {
        this.rights = rights;
        this.streams = streams;
        this.wire = wire;
        this.timers = timers;
        this.time = time;
    }

    /**
     * Opens a stream.
     *
     * @param since real time in milliseconds up to which the page knows everything; 0 if unknown
     */
    @RequestMapping(
            path = "/live",
            method = {RequestMethod.GET, RequestMethod.POST},
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter open(
            @RequestParam(defaultValue = "") String topics,
            @RequestParam(defaultValue = "0") long since,
            HttpServletRequest request,
            HttpServletResponse response) {
        var ticket =
                rights.ticket(request)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED));
        var names = names(topics);
        makeRoom(ticket);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        var emitter = new SseEmitter(0L);
        var stream = new Stream(ticket, names, new Emitter(emitter), timers.senders());
        emitter.onCompletion(() -> forget(stream));
        emitter.onError(_ -> forget(stream));
        streams.add(stream);
        catchUp(stream, since);
        stream.tell(time.instant());
        return emitter;
    }

    /** After the stream is among the others: so nothing falls between then and now. */
    private void catchUp(Stream stream, long since) {
        var ago = Duration.ofMillis(Math.max(0, System.currentTimeMillis() - since));
        var changed = wire.changed(stream.ticket().tenant(), ago);
        if (changed.contains(Topic.EVERYTHING)) {
            stream.everythingChanged();
            return;
        }
        var concerned = new HashSet<>(changed);
        concerned.retainAll(stream.topics());
        if (!concerned.isEmpty()) {
            stream.changed(concerned);
        }
    }

    private void forget(Stream stream) {
        streams.remove(stream);
        stream.end();
    }

    /** A browser that is gone is noticed late, so the oldest stream makes room for a new one. */
    private void makeRoom(Ticket ticket) {
        var open =
                streams.all().stream()
                        .filter(stream -> stream.ticket().account().equals(ticket.account()))
                        .sorted(Comparator.comparing(Stream::number).reversed())
                        .toList();
        open.stream().skip(MOST_STREAMS - 1L).forEach(this::forget);
    }

    private static Set<String> names(String topics) {
        var names = new TreeSet<String>();
        for (var name : topics.split(" ")) {
            if (!name.isEmpty() && (!Topic.isName(name) || names.size() >= MOST_TOPICS)) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private record Emitter(SseEmitter emitter) implements Stream.Browser {

        @Override
        public void send(String event, String data, long id) throws IOException {
            emitter.send(
                    SseEmitter.event()
                            .id(String.valueOf(id))
                            .name(event)
                            .data(data, MediaType.TEXT_PLAIN));
        }

        @Override
        public void end() {
            emitter.complete();
        }
    }
}
