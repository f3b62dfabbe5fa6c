package dev.assent.permission;

import dev.assent.contact.Contacts;
import dev.assent.live.Live;
import dev.assent.rules.RequestLife;
import dev.assent.tenancy.Alarms;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Opens the ledgers of pairs for posting and writes down what follows. Both happen in the caller's
 * transaction, which holds the locks: check and reservation are one.
 */
@Component
class Books {

    static final String ALARM = "permission";

    private final Pairs pairs;
    private final Ledger ledger;
    private final Requests requests;
    private final Rulebook rulebook;
    private final Contacts contacts;
    private final Alarms alarms;
    private final Live live;
    private final ApplicationEventPublisher events;
    private final InstantSource time;

    Books(
            Pairs pairs,
            Ledger ledger,
            Requests requests,
            Rulebook rulebook,
            Contacts contacts,
            Alarms alarms,
            Live live,
            ApplicationEventPublisher events,
            InstantSource time) {
        this.pairs = pairs;
        this.ledger = ledger;
        this.requests = requests;
        this.rulebook = rulebook;
        this.contacts = contacts;
        this.alarms = alarms;
        this.live = live;
        this.events = events;
        this.time = time;
    }

    /** Opens the books of these pairs, which are locked until the transaction ends. */
    Map<Pair.Key, Book> open(Set<Pair.Key> keys) {
        return openById(pairs.ids(keys, time.instant()).values()).stream()
                .collect(Collectors.toMap(book -> book.pair().key(), book -> book));
    }

    Book open(Pair.Key key) {
        return open(key, time.instant());
    }

    /** Where there is no such pair yet, it has been there since then. */
    Book open(Pair.Key key, Instant since) {
        return openById(pairs.ids(Set.of(key), since).values()).getFirst();
    }

    List<Book> openById(Collection<Id> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var locked = pairs.lock(ids);
        var ledgers = ledger.read(ids);
        return locked.stream()
                .map(pair -> new Book(pair, ledgers.getOrDefault(pair.id(), List.of())))
                .toList();
    }

    /** Appends what was posted and writes down what has changed, which is answered. */
    List<Change> save(Collection<Book> books) {
        var policy = rulebook.policy();
        var now = time.instant();
        var entries = new ArrayList<Ledger.Entry>();
        var changes = new ArrayList<Change>();
        var topics = new HashSet<String>();
        var moved = new ArrayList<LedgerMoved.Step>();
        for (var book : books) {
            var posted = book.posted();
            posted.forEach(happening -> entries.add(new Ledger.Entry(book.pair().id(), happening)));
            var change = Change.of(book, policy, now);
            var last = change.moved();
            if (last != null) {
                moved.add(new LedgerMoved.Step(book.pair().contact(), last));
            }
            if (change.any()) {
                changes.add(change);
            }
            if (change.any() || !posted.isEmpty()) {
                topics.add(Contacts.topic(book.pair().contact()));
            }
        }
        ledger.append(entries);
        write(changes);
        if (!moved.isEmpty()) {
            events.publishEvent(new LedgerMoved(moved));
        }
        tell(topics, changes);
        return changes;
    }

    /** Writes down all that follows from these ledgers, under other rules than before. */
    void rewrite(Collection<Book> books) {
        var policy = rulebook.policy();
        var now = time.instant();
        var changes = books.stream().map(book -> Change.whole(book, policy, now)).toList();
        write(changes);
        tell(new HashSet<>(), changes);
    }

    private void write(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        pairs.save(changes.stream().map(Change::pair).toList());
        changes.stream()
                .map(change -> change.pair().changesAt())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .ifPresent(next -> alarms.ring(ALARM, next));
        requests.save(lives(changes));
        label(changes.stream().filter(Change::labelled).map(Change::pair).toList());
    }

    private void tell(Set<String> topics, List<Change> changes) {
        var lives = lives(changes);
        lives.forEach(life -> topics.add(Requests.topic(Id.parse(life.attempt()))));
        if (!lives.isEmpty()) {
            topics.add(Requests.LIST);
        }
        if (changes.stream().anyMatch(Change::ready)) {
            topics.add(MayBeCalled.LIST);
        }
        if (!topics.isEmpty()) {
            live.changed(Tenant.current().id(), topics);
        }
    }

    private static List<RequestLife> lives(List<Change> changes) {
        return changes.stream().flatMap(change -> change.lives().stream()).toList();
    }

    /**
     * A person is labelled by the best of their pairs. Whoever changes another of them waits here,
     * so that the last one sees them all.
     */
    private void label(List<Pair> changed) {
        if (changed.isEmpty()) {
            return;
        }
        var people = changed.stream().map(Pair::contact).distinct().toList();
        contacts.lock(people);
        var best = new LinkedHashMap<Id, Pair>();
        for (var pair : pairs.ofContacts(people)) {
            best.merge(
                    pair.contact(),
                    pair,
                    (one, other) -> Pair.BEST.compare(one, other) <= 0 ? one : other);
        }
        contacts.label(
                best.values().stream()
                        .map(pair ->
                                new Contacts.Labelled(
                                        pair.contact(),
                                        pair.label(),
                                        pair.callableUntil(),
                                        pair.changedAt()))
                        .toList());
    }
}
