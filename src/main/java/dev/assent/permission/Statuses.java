package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.Filter;
import dev.assent.contact.Listing;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.rules.Policy;
import dev.assent.tenancy.Id;
import dev.assent.web.PageRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Optional;

/**
 * Lists people with what we may do about them, true at this very second. However many there are, a
 * page takes at most six questions to the database.
 */
@Component
class Statuses {

    private final Rulebook rulebook;
    private final Contacts contacts;
    private final Numbers numbers;
    private final Sheets sheets;

    Statuses(Rulebook rulebook, Contacts contacts, Numbers numbers, Sheets sheets) {
        this.rulebook = rulebook;
        this.contacts = contacts;
        this.numbers = numbers;
        this.sheets = sheets;
    }

    /**
     * A page of people.
     *
     * @param numbers all of the business; there is no row without one
     * @param only the number the list is about; null for all of them
     */
    record Status(
            Listing listing,
            List<StatusRow> rows,
            List<BusinessNumber> numbers,
            @Nullable BusinessNumber only,
            Policy policy) {}

    /**
     * @param number the number the list is about, where it is one of ours; null for all of them
     */
    @Transactional
    Status list(Filter filter, @Nullable Id number, PageRequest request) {
        var policy = sheets.settled();
        var all = numbers.all();
        var only = all.stream().filter(one -> one.id().equals(number)).findFirst();
        var listing = listing(filter, only, request);
        var among = only.map(List::of).orElse(all);
        var rows =
                among.isEmpty()
                        ? List.<StatusRow>of()
                        : sheets.lines(listing.page().rows(), among, policy).stream()
                                .map(StatusRow::of)
                                .toList();
        return new Status(listing, rows, all, only.orElse(null), policy);
    }

    /** The same without the rows: who stands where, and in which order. */
    @Transactional
    Listing glance(Filter filter, @Nullable Id number, PageRequest request) {
        sheets.settled();
        var only = Optional.ofNullable(number).flatMap(numbers::find);
        return listing(filter, only, request);
    }

    /** One person, through this number or through the best; empty if there is none of either. */
    @Transactional
    Optional<StatusRow> row(Id contact, @Nullable Id number) {
        var among =
                numbers.all().stream()
                        .filter(one -> number == null || one.id().equals(number))
                        .toList();
        return among.isEmpty()
                ? Optional.empty()
                : contacts.find(contact).map(person -> row(person, among));
    }

    private StatusRow row(Contact person, List<BusinessNumber> among) {
        return StatusRow.of(sheets.lines(List.of(person), among, rulebook.policy()).getFirst());
    }

    private Listing listing(Filter filter, Optional<BusinessNumber> only, PageRequest request) {
        return only.map(number -> contacts.list(Shelves.of(number.id()), filter, request))
                .orElseGet(() -> contacts.list(filter, request));
    }
}
