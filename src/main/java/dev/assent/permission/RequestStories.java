package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.rules.Happening;
import dev.assent.rules.RequestLife;
import dev.assent.template.Bubble;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells of one request: its text as the person saw it, and how far it came when. */
@Component
class RequestStories {

    private final Requests requests;
    private final Pairs pairs;
    private final Ledger ledger;
    private final Contacts contacts;
    private final Numbers numbers;
    private final InstantSource time;

    RequestStories(
            Requests requests,
            Pairs pairs,
            Ledger ledger,
            Contacts contacts,
            Numbers numbers,
            InstantSource time) {
        this.requests = requests;
        this.pairs = pairs;
        this.ledger = ledger;
        this.contacts = contacts;
        this.numbers = numbers;
        this.time = time;
    }

    /** A stage that it reached. */
    record Stage(String word, Instant at) {}

    /**
     * @param stages in the order they were reached
     * @param trouble the key of the sentence why it failed; null where it did not, or nobody said
     * @param expires when it ends without an answer; null unless it waits
     */
    record Story(
            Request request,
            Contact contact,
            BusinessNumber number,
            String how,
            Bubble bubble,
            RequestRow.Badge status,
            List<Stage> stages,
            @Nullable String trouble,
            @Nullable Instant expires) {}

    @Transactional
    Optional<Story> find(Id id) {
        return requests.find(id).map(this::story);
    }

    private Story story(Request request) {
        var pair = pairs.read(List.of(request.pairId())).getFirst();
        var now = time.instant();
        var status = request.status(now);
        return new Story(
                request,
                contacts.find(pair.contact()).orElseThrow(),
                numbers.find(pair.number()).orElseThrow(),
                RequestRow.how(request),
                Bubble.of(request.body()),
                RequestRow.Badge.of(status),
                stages(request, status, ledger.read(pair.id())),
                RequestRow.trouble(request, status),
                status.open() ? request.expiresAt() : null);
    }

    private static List<Stage> stages(
            Request request, RequestLife.Status status, Collection<Happening> happenings) {
        var stages = new ArrayList<Stage>();
        stages.add(new Stage("Asked by " + request.askedBy(), request.moment()));
        reached(request, Happening.Delivery.DELIVERED, happenings)
                .ifPresent(at -> stages.add(new Stage("Delivered", at)));
        reached(request, Happening.Delivery.READ, happenings)
                .ifPresent(at -> stages.add(new Stage("Read", at)));
        switch (status) {
            case ACCEPTED, DECLINED, FAILED, SUPERSEDED -> {
                if (request.statusAt() != null) {
                    stages.add(new Stage(Progress.word(status), request.statusAt()));
                }
            }
            case EXPIRED -> stages.add(new Stage("Expired unanswered", request.expiresAt()));
            case UNKNOWN, SENT, DELIVERED, READ -> {}
        }
        return stages;
    }

    private static Optional<Instant> reached(
            Request request, Happening.Delivery delivery, Collection<Happening> happenings) {
        return happenings.stream()
                .filter(Happening.Status.class::isInstance)
                .map(Happening.Status.class::cast)
                .filter(word -> word.delivery() == delivery)
                .filter(word ->
                        word.metaId().equals(request.messageId())
                                || request.id().toString().equals(word.attempt()))
                .map(Happening.Status::at)
                .min(Comparator.naturalOrder());
    }
}
