package dev.assent.permission;

import dev.assent.contact.Contacts;
import dev.assent.tenancy.Alarms;
import dev.assent.tenancy.Id;

import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
    private final InstantSource time;

    Books(
            Pairs pairs,
            Ledger ledger,
            Requests requests,
            Rulebook rulebook,
            Contacts contacts,
            Alarms alarms,
            InstantSource time) {
        this.pairs = pairs;
        this.ledger = ledger;
        this.requests = requests;
        this.rulebook = rulebook;
        this.contacts = contacts;
        this.alarms = alarms;
        this.time = time;
    }

    /** Opens the books of these pairs, which are locked until the transaction ends. */
    Map<Pair.Key, Book> open(Set<Pair.Key> keys) {
        return openById(pairs.ids(keys, time.instant()).values()).stream()
                .collect(Collectors.toMap(book -> book.pair().key(), book -> book));
    }

    Book open(Pair.Key key) {
        return openById(pairs.ids(Set.of(key), time.instant()).values()).getFirst();
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

    /** Appends what was posted and writes down what has changed. */
    void save(Collection<Book> books) {
        var policy = rulebook.policy();
        var now = time.instant();
        var entries = new ArrayList<Ledger.Entry>();
        var changes = new ArrayList<Change>();
        for (var book : books) {
            book.posted()
                    .forEach(posted -> entries.add(new Ledger.Entry(book.pair().id(), posted)));
            var change = Change.of(book, policy, now);
            if (change.any()) {
                changes.add(change);
            }
        }
        ledger.append(entries);
        write(changes);
    }

    private void write(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        changes.stream()
                .map(change -> change.pair().changesAt())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .ifPresent(next -> alarms.ring(ALARM, next));
        pairs.save(changes.stream().map(Change::pair).toList());
        requests.save(changes.stream().flatMap(change -> change.lives().stream()).toList());
        label(changes.stream().filter(Change::labelled).map(Change::pair).toList());
    }

    /** A person is labelled by the best of their pairs. */
    private void label(List<Pair> changed) {
        if (changed.isEmpty()) {
            return;
        }
        var best = new LinkedHashMap<Id, Pair>();
        for (var pair : pairs.ofContacts(changed.stream().map(Pair::contact).toList())) {
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
