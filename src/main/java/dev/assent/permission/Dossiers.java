package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.rules.Position;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gathers everything there is on somebody. */
@Component
class Dossiers {

    private final Contacts contacts;
    private final Numbers numbers;
    private final Ledger ledger;
    private final Requests requests;
    private final Rulebook rulebook;
    private final InstantSource time;

    Dossiers(
            Contacts contacts,
            Numbers numbers,
            Ledger ledger,
            Requests requests,
            Rulebook rulebook,
            InstantSource time) {
        this.contacts = contacts;
        this.numbers = numbers;
        this.ledger = ledger;
        this.requests = requests;
        this.rulebook = rulebook;
        this.time = time;
    }

    /**
     * What there is on this person: through this number, or through the one with which we stand
     * best; empty if there is no such person or number.
     */
    @Transactional
    Optional<Dossier> find(Id contact, @Nullable Id number) {
        return all(contact).stream()
                .filter(dossier -> number == null || dossier.sheet().number().id().equals(number))
                .findFirst();
    }

    /**
     * What there is on this person, for each number that is connected or has to do with them, the
     * best first; empty if there is no such person, or no number.
     */
    @Transactional
    List<Dossier> all(Id contact) {
        return contacts.find(contact).map(this::all).orElse(List.of());
    }

    private List<Dossier> all(Contact contact) {
        var folios = ledger.folios(List.of(contact.id()));
        var asked = requests.of(contact.id());
        var policy = rulebook.policy();
        var dossiers = new ArrayList<Entry>();
        for (var number : numbers.all()) {
            var folio =
                    folios.stream()
                            .filter(one -> one.pair().number().equals(number.id()))
                            .findFirst();
            if (folio.isPresent() || number.connected()) {
                var happenings = folio.map(Folio::happenings).orElse(List.of());
                var sheet =
                        new Sheet(
                                number,
                                contact,
                                Position.of(policy, happenings, time.instant()),
                                Situations.of(number, contact),
                                policy);
                var own =
                        asked.stream()
                                .filter(request ->
                                        folio.isPresent()
                                                && request.pairId().equals(folio.get().pair().id()))
                                .toList();
                dossiers.add(
                        new Entry(folio.map(Folio::pair), new Dossier(sheet, own, happenings)));
            }
        }
        return dossiers.stream().sorted(Entry.BEST).map(Entry::dossier).toList();
    }

    /**
     * What there is on these people, where there is anything; numbers they never met are missing.
     */
    @Transactional
    Map<Id, List<Dossier>> all(Collection<Contact> contacts) {
        if (contacts.isEmpty()) {
            return Map.of();
        }
        var ids = contacts.stream().map(Contact::id).toList();
        var people = contacts.stream().collect(Collectors.toMap(Contact::id, contact -> contact));
        var known =
                numbers.all().stream()
                        .collect(Collectors.toMap(BusinessNumber::id, number -> number));
        var asked = requests.of(ids).stream().collect(Collectors.groupingBy(Request::pairId));
        var policy = rulebook.policy();
        var dossiers = new HashMap<Id, List<Dossier>>();
        for (var folio : ledger.folios(ids)) {
            var pair = folio.pair();
            var number = known.get(pair.number());
            var contact = people.get(pair.contact());
            if (number != null && contact != null) {
                var sheet =
                        new Sheet(
                                number,
                                contact,
                                Position.of(policy, folio.happenings(), time.instant()),
                                Situations.of(number, contact),
                                policy);
                dossiers.computeIfAbsent(contact.id(), id -> new ArrayList<>())
                        .add(
                                new Dossier(
                                        sheet,
                                        asked.getOrDefault(pair.id(), List.of()),
                                        folio.happenings()));
            }
        }
        return dossiers;
    }

    private record Entry(Optional<Pair> pair, Dossier dossier) {

        static final Comparator<Entry> BEST =
                Comparator.comparing(
                        entry -> entry.pair().orElse(null), Comparator.nullsLast(Pair.BEST));
    }
}
