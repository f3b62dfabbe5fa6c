package dev.assent.simulator;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The open pages on which people hold phones. Each is told at once how the call of its phone stands
 * whenever that changes, and so always the whole of it: what a page missed it need not know.
 */
class Handsets {

    /** How long a page that has gone may be on its way back, as when somebody reloads it. */
    private static final Duration LATELY = Duration.ofSeconds(3);

    /** After which time without its page a call has lost its sound for good. */
    private static final Duration LOST = Duration.ofSeconds(15);

    private final Pairs pairs;
    private final Phones phones;
    private final PhoneCalls calls;
    private final ApplicationEventPublisher events;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Map<String, Page> missed = new ConcurrentHashMap<>();
    private final Map<Whom, Long> left = new ConcurrentHashMap<>();
    private final ScheduledExecutorService teller =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("simulator-handsets").daemon().factory());

    Handsets(Pairs pairs, Phones phones, PhoneCalls calls, ApplicationEventPublisher events) {
        this.pairs = pairs;
        this.phones = phones;
        this.calls = calls;
        this.events = events;
    }

    private record Page(String id, Set<Whom> phones, SseEmitter listener) {}

    /** A page was closed, and the phones on it were put down. */
    record PutDown(String page, Set<Whom> phones) {}

    /** A page shows these phones, and listens. */
    void pickUp(String id, Set<Whom> shown, SseEmitter listener) {
        var page = new Page(id, Set.copyOf(shown), listener);
        listener.onCompletion(() -> gone(page));
        listener.onError(_ -> gone(page));
        pages.put(id, page);
        missed.remove(id);
        page.phones().forEach(left::remove);
        page.phones().forEach(this::tellSoon);
    }

    /** A page says that it is being closed. */
    void putDown(String id) {
        var page = pages.remove(id);
        if (page != null) {
            leave(page);
            page.listener().complete();
            events.publishEvent(new PutDown(page.id(), page.phones()));
        } else if (missed.containsKey(id)) {
            giveUp(id);
        }
    }

    /** Whether somebody holds this phone, or did a moment ago. */
    boolean near(Whom phone) {
        var since = left.get(phone);
        return held(phone) || since != null && lately(since);
    }

    /** Once the running transaction has been committed. */
    void changed(Whom phone) {
        Work.afterCommit(() -> tellSoon(phone));
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        teller.shutdown();
    }

    private boolean held(Whom phone) {
        return pages.values().stream().anyMatch(page -> page.phones().contains(phone));
    }

    private void gone(Page page) {
        if (pages.remove(page.id(), page) && !teller.isShutdown()) {
            leave(page);
            missed.put(page.id(), page);
            teller.schedule(() -> giveUp(page.id()), LOST.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void leave(Page page) {
        left.values().removeIf(since -> !lately(since));
        page.phones().forEach(phone -> left.put(phone, System.nanoTime()));
    }

    private void giveUp(String id) {
        var page = missed.remove(id);
        if (page != null) {
            events.publishEvent(new PutDown(page.id(), page.phones()));
        }
    }

    private static boolean lately(long since) {
        return System.nanoTime() - since < LATELY.toNanos();
    }

    private void tellSoon(Whom phone) {
        if (held(phone) && !teller.isShutdown()) {
            teller.execute(() -> tell(phone));
        }
    }

    private void tell(Whom phone) {
        var line = line(phone);
        for (var page : pages.values()) {
            if (page.phones().contains(phone)) {
                send(page, line);
            }
        }
    }

    private void send(Page page, JsonNode line) {
        try {
            page.listener().send(SseEmitter.event().name("line").data(Json.write(line)));
        } catch (IOException | IllegalStateException gone) {
            gone(page);
        }
    }

    private JsonNode line(Whom phone) {
        var told = Json.object().put("phone", phone.number() + "/" + phone.person());
        pairs.find(phone.number(), phone.person())
                .flatMap(pair -> calls.open(pair.id()))
                .ifPresent(call -> told.set("call", told(call, phone)));
        return told;
    }

    private JsonNode told(PhoneCall call, Whom phone) {
        var told = Json.object();
        told.put("id", call.wacid());
        told.put("by", call.byBusiness() ? "business" : "person");
        told.put("state", call.state().name());
        told.put("rings", call.ringsAtPerson() && phones.get(phone.person()).online());
        told.put("voicemail", call.voicemail());
        told.put("page", call.page());
        if (call.awaitsAnswer()) {
            told.put("offer", call.offer());
        }
        if (!call.byBusiness()) {
            Optional.ofNullable(call.answer()).ifPresent(answer -> told.put("answer", answer));
        }
        return told;
    }
}
