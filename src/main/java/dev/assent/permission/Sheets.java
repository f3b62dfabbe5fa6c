package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.PhoneNumber;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.rules.Happening;
import dev.assent.rules.Policy;
import dev.assent.rules.Position;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final InstantSource time;

    Sheets(
            Pairs pairs,
            Ledger ledger,
            Rulebook rulebook,
            Numbers numbers,
            Contacts contacts,
            InstantSource time) {
        this.pairs = pairs;
        this.ledger = ledger;
        this.rulebook = rulebook;
        this.numbers = numbers;
        this.contacts = contacts;
        this.time = time;
    }

    /** What we know of this pair, which may be nothing yet. */
    public Sheet of(BusinessNumber number, Contact contact) {
        var known = pairs.find(new Pair.Key(number.id(), contact.id()));
        var happenings = known.map(pair -> ledger.read(List.of(pair.id()))).orElse(Map.of());
        return sheet(number, contact, known.orElse(null), happenings, rulebook.policy());
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
     * best with them, else with the first.
     *
     * @throws java.util.NoSuchElementException if the business has no number
     */
    public List<Sheet> of(List<Contact> contacts) {
        if (contacts.isEmpty()) {
            return List.of();
        }
        var all = numbers.all();
        var policy = rulebook.policy();
        var best = best(pairs.ofContacts(contacts.stream().map(Contact::id).toList()));
        var ledgers = ledger.read(best.values().stream().map(Pair::id).toList());
        var sheets = new ArrayList<Sheet>();
        for (var contact : contacts) {
            var pair = best.get(contact.id());
            sheets.add(sheet(number(all, pair), contact, pair, ledgers, policy));
        }
        return sheets;
    }

    private static Map<Id, Pair> best(Collection<Pair> pairs) {
        return pairs.stream()
                .collect(
                        Collectors.toMap(
                                Pair::contact,
                                Function.identity(),
                                (one, other) -> Pair.BEST.compare(one, other) <= 0 ? one : other));
    }

    private static BusinessNumber number(List<BusinessNumber> all, @Nullable Pair pair) {
        return Optional.ofNullable(pair)
                .flatMap(known ->
                        all.stream()
                                .filter(number -> number.id().equals(known.number()))
                                .findFirst())
                .orElseGet(all::getFirst);
    }

    private Sheet sheet(
            BusinessNumber number,
            Contact contact,
            @Nullable Pair pair,
            Map<Id, List<Happening>> ledgers,
            Policy policy) {
        var happenings =
                pair == null ? List.<Happening>of() : ledgers.getOrDefault(pair.id(), List.of());
        return new Sheet(
                number,
                contact,
                Position.of(policy, happenings, time.instant()),
                Situations.of(number, contact));
    }
}
