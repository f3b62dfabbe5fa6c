package dev.assent.permission;

import dev.assent.contact.Label;
import dev.assent.rules.Happening;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tells who else wants to know that somebody has just allowed us to call. */
@Component
class GrantNews {

    /** For how long an answer without context may be one to our last request. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Requests requests;
    private final ApplicationEventPublisher events;
    private final InstantSource time;

    GrantNews(Requests requests, ApplicationEventPublisher events, InstantSource time) {
        this.requests = requests;
        this.events = events;
        this.time = time;
    }

    /** What was just posted, and what followed from it. */
    void tell(Collection<Change> changes, Map<Pair.Key, Book> books) {
        var accepted = new ArrayList<Accepted>();
        for (var change : changes) {
            if (change.pair().label() == Label.GRANTED) {
                for (var posted : Objects.requireNonNull(books.get(change.pair().key())).posted()) {
                    if (posted instanceof Happening.Accept accept) {
                        accepted.add(new Accepted(change.pair(), accept));
                    }
                }
            }
        }
        if (!accepted.isEmpty()) {
            publish(accepted);
        }
    }

    private record Accepted(Pair pair, Happening.Accept reply) {}

    private void publish(List<Accepted> accepted) {
        var askers = requests.askers(accepted.stream().map(one -> one.pair().id()).toList());
        var since = time.instant().minus(REMEMBERED);
        events.publishEvent(
                new NewGrants(
                        accepted.stream()
                                .map(one ->
                                        new NewGrants.Grant(
                                                one.reply().id(),
                                                one.pair().number(),
                                                one.pair().contact(),
                                                asker(one, askers, since)))
                                .toList()));
    }

    /** Whoever asked what was answered; in the profile people answer the last one who asked. */
    private static @Nullable Id asker(Accepted one, List<Requests.Asker> askers, Instant since) {
        var answered = one.reply().answers();
        var theirs = askers.stream().filter(asker -> asker.pair().equals(one.pair().id())).toList();
        return theirs.stream()
                .filter(asker -> answered != null && answered.equals(asker.messageId()))
                .findFirst()
                .or(() ->
                        theirs.stream()
                                .filter(asker -> answered == null || asker.messageId() == null)
                                .filter(asker -> asker.at().isAfter(since))
                                .findFirst())
                .map(Requests.Asker::account)
                .orElse(null);
    }
}
