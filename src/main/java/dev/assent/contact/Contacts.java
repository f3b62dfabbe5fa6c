package dev.assent.contact;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The people of the current tenant. */
@Component
public class Contacts {

    static final String COLUMNS =
            """
            id, name, phone, wa_id, user_id, country, label, callable_until, changed_at,
            not_on_whatsapp_since, marketing_stopped_at
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Meeting meeting;
    private final InstantSource time;

    Contacts(JdbcClient jdbc, JdbcTemplate batches, Meeting meeting, InstantSource time) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.meeting = meeting;
        this.time = time;
    }

    public Optional<Contact> find(Id id) {
        return jdbc.sql("select " + COLUMNS + " from contact where id = ?")
                .param(id.value())
                .query(Contacts::contact)
                .optional();
    }

    public Optional<Contact> findByPhone(PhoneNumber phone) {
        return jdbc.sql("select " + COLUMNS + " from contact where phone = ? or wa_id = ? limit 1")
                .params(phone.e164(), phone.digits())
                .query(Contacts::contact)
                .optional();
    }

    /** The contact with this number, entered now if we did not know it. Needs a transaction. */
    public Contact enter(PhoneNumber phone) {
        var known = findByPhone(phone);
        if (known.isPresent()) {
            return known.get();
        }
        jdbc.sql(
                        """
                        insert into contact (id, name, phone, country, changed_at)
                        values (?, ?, ?, ?, ?) on duplicate key update id = id
                        """)
                .params(
                        Id.fresh().value(),
                        phone.international(),
                        phone.e164(),
                        phone.country(),
                        time.instant())
                .update();
        return findByPhone(phone).orElseThrow();
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

    /** Writes labels, many at once; only {@code permission} knows them. */
    public void label(Collection<Labelled> labels) {
        batches.batchUpdate(
                """
                insert into contact (id, name, country, label, callable_until, changed_at)
                values (?, '', '', ?, ?, ?)
                on duplicate key update
                    label = values(label),
                    callable_until = values(callable_until),
                    changed_at = values(changed_at)
                """,
                labels.stream().map(Contacts::row).toList());
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
    }

    /** At this moment these people gave a sign of life: what was said of them before is over. */
    public void noteReachable(Collection<Id> contacts, Instant at) {
        jdbc.sql(
                        """
                        update contact set not_on_whatsapp_since = null
                        where id in (:ids) and not_on_whatsapp_since <= :at
                        """)
                .param("ids", contacts.stream().map(Id::value).toList())
                .param("at", at)
                .update();
    }

    private static @Nullable Object[] row(Labelled labelled) {
        return new @Nullable Object[] {
            labelled.contact().value(),
            labelled.label().name(),
            labelled.callableUntil(),
            labelled.changedAt()
        };
    }

    static Contact contact(ResultSet row, int number) throws SQLException {
        return new Contact(
                new Id(row.getLong("id")),
                row.getString("name"),
                row.getString("phone") == null ? null : new PhoneNumber(row.getString("phone")),
                row.getString("wa_id"),
                row.getString("user_id"),
                row.getString("country"),
                Label.valueOf(row.getString("label")),
                instant(row.getTimestamp("callable_until")),
                row.getTimestamp("changed_at").toInstant(),
                instant(row.getTimestamp("not_on_whatsapp_since")),
                instant(row.getTimestamp("marketing_stopped_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
