package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.PhoneNumber;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.rules.Happening;
import dev.assent.rules.Policy;
import dev.assent.rules.Position;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws up what we know of pairs, true at this very second. */
@Component
public class Sheets {

    private final Pairs pairs;
    private final Ledger ledger;
    private final Rulebook rulebook;
    private final Numbers numbers;
    private final Contacts contacts;
    private final Settling settling;
    private final InstantSource time;

    Sheets(
            Pairs pairs,
            Ledger ledger,
            Rulebook rulebook,
            Numbers numbers,
            Contacts contacts,
            Settling settling,
            InstantSource time) {
        this.pairs = pairs;
        this.ledger = ledger;
        this.rulebook = rulebook;
        this.numbers = numbers;
        this.contacts = contacts;
        this.settling = settling;
        this.time = time;
    }

    /** What we know of this pair, which may be nothing yet. */
    public Sheet of(BusinessNumber number, Contact contact) {
        var happenings =
                pairs.find(new Pair.Key(number.id(), contact.id()))
                        .map(pair -> ledger.read(pair.id()))
                        .orElse(List.of());
        return sheet(number, contact, happenings, rulebook.policy());
    }

    /** The same, of somebody we may not know yet; nothing is entered. */
    public Sheet of(BusinessNumber number, PhoneNumber phone) {
        return of(
                number,
                contacts.findByPhone(phone)
                        .orElseGet(() -> Contact.stranger(phone, time.instant())));
    }

    /**
     * What we know of each of these people, in their order: with the number through which we stand
     * best with them, else with the first that is connected.
     *
     * @throws java.util.NoSuchElementException if the business has no number
     */
    public List<Sheet> of(List<Contact> contacts) {
        return contacts.isEmpty()
                ? List.of()
                : lines(contacts, numbers.all(), rulebook.policy()).stream()
                        .map(Line::sheet)
                        .toList();
    }

    /** A person and one of our numbers. */
    public record Couple(BusinessNumber number, Contact contact) {}

    /** What we know of each of these, in their order, under these rules. */
    public List<Sheet> of(List<Couple> couples, Policy policy) {
        if (couples.isEmpty()) {
            return List.of();
        }
        var folios =
                ledger
                        .folios(
                                couples.stream()
                                        .map(couple -> couple.contact().id())
                                        .collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(folio -> folio.pair().key(), Folio::happenings));
        return couples.stream()
                .map(couple ->
                        sheet(
                                couple.number(),
                                couple.contact(),
                                folios.getOrDefault(
                                        new Pair.Key(couple.number().id(), couple.contact().id()),
                                        List.of()),
                                policy))
                .toList();
    }

    /**
     * The rules the business goes by, once all that time has changed is written down: to be asked
     * before a list that depends on it.
     */
    public Policy settled() {
        var open = rulebook.open();
        if (open.isDue(time.instant())) {
            settling.settle();
        }
        return open.policy();
    }

    /** Whom we may call now from one of these numbers. */
    public MayBeCalled mayBeCalled(List<BusinessNumber> among, Policy policy) {
        return MayBeCalled.from(among, policy, time.instant());
    }

    /**
     * A sheet and who asked last.
     *
     * @param asker null if nobody ever did
     */
    record Line(Sheet sheet, @Nullable String asker) {}

    /**
     * The same.
     *
     * @param among the numbers that may be meant, one at least
     */
    List<Line> lines(List<Contact> contacts, List<BusinessNumber> among, Policy policy) {
        if (contacts.isEmpty()) {
            return List.of();
        }
        var byId = among.stream().collect(Collectors.toMap(BusinessNumber::id, number -> number));
        var usual = among.stream().filter(BusinessNumber::connected).findFirst();
        var best =
                ledger.folios(contacts.stream().map(Contact::id).toList()).stream()
                        .filter(folio -> byId.containsKey(folio.pair().number()))
                        .collect(
                                Collectors.toMap(
                                        folio -> folio.pair().contact(),
                                        Function.identity(),
                                        Sheets::better));
        var lines = new ArrayList<Line>();
        for (var contact : contacts) {
            var folio = best.get(contact.id());
            lines.add(
                    folio == null
                            ? line(usual.orElseGet(among::getFirst), contact, policy)
                            : line(
                                    Objects.requireNonNull(byId.get(folio.pair().number())),
                                    contact,
                                    folio,
                                    policy));
        }
        return lines;
    }

    private static Folio better(Folio one, Folio other) {
        return Pair.BEST.compare(one.pair(), other.pair()) <= 0 ? one : other;
    }

    private Line line(BusinessNumber number, Contact contact, Policy policy) {
        return new Line(sheet(number, contact, List.of(), policy), null);
    }

    private Line line(BusinessNumber number, Contact contact, Folio folio, Policy policy) {
        return new Line(sheet(number, contact, folio.happenings(), policy), folio.asker());
    }

    private Sheet sheet(
            BusinessNumber number, Contact contact, List<Happening> happenings, Policy policy) {
        return new Sheet(
                number,
                contact,
                Position.of(policy, happenings, time.instant()),
                Situations.of(number, contact),
                policy);
    }
}
