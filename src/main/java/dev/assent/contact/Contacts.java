package dev.assent.contact;

import dev.assent.access.Audit;
import dev.assent.live.Live;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.web.PageRequest;
import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The people of the current tenant. */
@Component
public class Contacts {

    /** The live topic of all lists of contacts: somebody came, or stands elsewhere in them. */
    public static final String LIST = "contacts";

    static final String COLUMNS =
            """
            contact.id, contact.name, contact.phone, contact.wa_id, contact.user_id,
            contact.country, contact.label, contact.callable_until, contact.changed_at,
            contact.not_on_whatsapp_since, contact.marketing_stopped_at, contact.agent
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Meeting meeting;
    private final Listings listings;
    private final Entries entries;
    private final Live live;
    private final Audit audit;

    Contacts(
            JdbcClient jdbc,
            JdbcTemplate batches,
            Meeting meeting,
            Listings listings,
            Entries entries,
            Live live,
            Audit audit) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.meeting = meeting;
        this.listings = listings;
        this.entries = entries;
        this.live = live;
        this.audit = audit;
    }

    /** The live topic of one contact: its name, number, label or facts changed. */
    public static String topic(Id contact) {
        return "contact-" + contact;
    }

    public Optional<Contact> find(Id id) {
        return jdbc.sql("select " + COLUMNS + " from contact where id = ?")
                .param(id.value())
                .query(Contacts::contact)
                .optional();
    }

    /** These people, in no order; those we do not know are missing. */
    public List<Contact> of(Collection<Id> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select " + COLUMNS + " from contact where id in (:ids)")
                        .param("ids", ids.stream().map(Id::value).toList())
                        .query(Contacts::contact)
                        .list();
    }

    /** Whoever has this number, or is known to Meta by it. */
    public Optional<Contact> findByPhone(PhoneNumber phone) {
        return entries.holder(phone);
    }

    /** A page of those who fit, and how many fit in all. */
    @Transactional
    public Listing list(Filter filter, PageRequest page) {
        return listings.list(Shelf.EVERYBODY, filter, page);
    }

    /** The same of those who stand on this shelf, by where they stand there. */
    @Transactional
    public Listing list(Shelf shelf, Filter filter, PageRequest page) {
        return listings.list(shelf, filter, page);
    }

    /**
     * What each of these is sorted by, to be copied to a {@link Shelf}. Nobody renames them until
     * the transaction ends: else the copy could be of a name that is gone when it is written.
     */
    public Map<Id, String> sortNames(Collection<Id> contacts) {
        var names = new HashMap<Id, String>();
        if (!contacts.isEmpty()) {
            jdbc.sql(
                            """
                            select id, sort_name from contact where id in (:ids) order by id for update
                            """)
                    .param("ids", contacts.stream().map(Id::value).toList())
                    .query(row -> {
                        names.put(new Id(row.getLong(1)), row.getString(2));
                    });
        }
        return names;
    }

    /** Enters somebody by name and number. */
    @Transactional
    public Entry add(String name, PhoneNumber phone) {
        return noted("added a contact", told(entries.add(name, phone)));
    }

    /**
     * Changes what somebody is called, and the number.
     *
     * @param phone null to leave it as it is
     */
    @Transactional
    public Entry change(Id contact, String name, @Nullable PhoneNumber phone) {
        return noted("changed a contact", told(entries.change(contact, name, phone)));
    }

    /** The contact with this number, entered now if we did not know it. Needs a transaction. */
    public Contact enter(PhoneNumber phone) {
        return enter(phone, phone.international());
    }

    /** The same, under that name if it is entered now. */
    public Contact enter(PhoneNumber phone, String name) {
        return switch (told(entries.add(name, phone))) {
            case Entry.Done(var contact) -> contact;
            case Entry.Taken(var contact) -> contact;
            case Entry.Fixed(var contact) -> contact;
        };
    }

    /** Everybody's contact, entered now where we did not know them. Needs a transaction. */
    public Map<Person, Id> meet(Collection<Person> people) {
        return people.isEmpty() ? Map.of() : meeting.meet(people);
    }

    /**
     * Where somebody stands from now on.
     *
     * @param callableUntil when a temporary grant ends
     */
    public record Labelled(
            Id contact, Label label, @Nullable Instant callableUntil, Instant changedAt) {}

    /** Holds these until the transaction ends, so that nobody else labels them meanwhile. */
    public void lock(Collection<Id> contacts) {
        jdbc.sql("select id from contact where id in (:ids) order by id for update")
                .param("ids", contacts.stream().map(Id::value).toList())
                .query(Long.class)
                .list();
    }

    /** Writes labels, many at once; only {@code permission} knows them. */
    public void label(Collection<Labelled> labels) {
        if (labels.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                """
                insert into contact (id, name, country, label, callable_until, changed_at)
                values (?, '', '', ?, ?, ?)
                on duplicate key update
                    label = values(label),
                    callable_until = values(callable_until),
                    changed_at = values(changed_at)
                """,
                labels.stream()
                        .sorted(Comparator.comparing(Labelled::contact))
                        .map(Contacts::row)
                        .toList());
        changed(labels.stream().map(Labelled::contact));
    }

    private static @Nullable Object[] row(Labelled labelled) {
        return new @Nullable Object[] {
            labelled.contact().value(),
            labelled.label().name(),
            labelled.callableUntil(),
            labelled.changedAt()
        };
    }

    /** Meta said at this moment that the person cannot be reached on WhatsApp. */
    public void noteUnreachable(Id contact, Instant at) {
        jdbc.sql(
                        """
                        update contact set not_on_whatsapp_since =
                            greatest(:at, coalesce(not_on_whatsapp_since, :at))
                        where id = :id
                        """)
                .param("at", at)
                .param("id", contact.value())
                .update();
        changed(Stream.of(contact));
    }

    /** At this moment these people gave a sign of life: what was said of them before is over. */
    public void noteReachable(Collection<Id> contacts, Instant at) {
        if (contacts.isEmpty()) {
            return;
        }
        var cleared =
                jdbc.sql(
                                """
                                update contact set not_on_whatsapp_since = null
                                where id in (:ids) and not_on_whatsapp_since <= :at
                                """)
                        .param("ids", contacts.stream().map(Id::value).sorted().toList())
                        .param("at", at)
                        .update();
        if (cleared > 0) {
            changed(contacts.stream());
        }
    }

    private Entry noted(String what, Entry entry) {
        if (entry instanceof Entry.Done(var contact)) {
            audit.note(what, "%s, %s".formatted(contact.name(), contact.number()));
        }
        return entry;
    }

    private Entry told(Entry entry) {
        if (entry instanceof Entry.Done(var contact)) {
            changed(Stream.of(contact.id()));
        }
        return entry;
    }

    private void changed(Stream<Id> contacts) {
        live.changed(
                Tenant.current().id(),
                Stream.concat(Stream.of(LIST), contacts.map(Contacts::topic)).toList());
    }

    static Contact contact(ResultSet row, int number) throws SQLException {
        var phone = row.getString("phone");
        return new Contact(
                new Id(row.getLong("id")),
                row.getString("name"),
                phone == null ? null : new PhoneNumber(phone),
                row.getString("wa_id"),
                row.getString("user_id"),
                row.getString("country"),
                Label.valueOf(row.getString("label")),
                instant(row.getTimestamp("callable_until")),
                row.getTimestamp("changed_at").toInstant(),
                instant(row.getTimestamp("not_on_whatsapp_since")),
                instant(row.getTimestamp("marketing_stopped_at")),
                id(row.getLong("agent")));
    }

    private static @Nullable Id id(long value) {
        return value == 0 ? null : new Id(value);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
