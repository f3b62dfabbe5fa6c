package dev.assent.permission;

import dev.assent.contact.Contacts;
import dev.assent.contact.Label;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The pairs of the current tenant. */
@Component
class Pairs {

    private static final String SELECT =
            """
            select id, number_id, contact_id, label, callable_until, rests_until, called_at,
                changed_at, changes_at, folded_at
            from pair
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Contacts contacts;

    Pairs(JdbcClient jdbc, JdbcTemplate batches, Contacts contacts) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.contacts = contacts;
    }

    /** The pairs with these keys, made now where there were none; not locked. */
    Map<Pair.Key, Id> ids(Set<Pair.Key> keys, Instant now) {
        var known = find(keys);
        var missing = new LinkedHashSet<>(keys);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            make(missing, now);
            known.putAll(find(missing));
        }
        return known;
    }

    private Map<Pair.Key, Id> find(Set<Pair.Key> keys) {
        var found = new HashMap<Pair.Key, Id>();
        keys.stream()
                .collect(Collectors.groupingBy(Pair.Key::number))
                .forEach((number, same) -> find(number, same, found));
        return found;
    }

    private void find(Id number, List<Pair.Key> keys, Map<Pair.Key, Id> found) {
        jdbc.sql(
                        "select id, contact_id from pair where number_id = :number and contact_id"
                                + " in (:contacts)")
                .param("number", number.value())
                .param("contacts", keys.stream().map(key -> key.contact().value()).toList())
                .query(row -> {
                    found.put(new Pair.Key(number, new Id(row.getLong(2))), new Id(row.getLong(1)));
                });
    }

    private void make(Set<Pair.Key> keys, Instant now) {
        var sortNames = contacts.sortNames(keys.stream().map(Pair.Key::contact).toList());
        batches.batchUpdate(
                """
                insert into pair (id, number_id, contact_id, sort_name, changed_at)
                values (?, ?, ?, ?, ?)
                on duplicate key update id = id
                """,
                keys.stream()
                        .map(key ->
                                new Object[] {
                                    Id.fresh().value(),
                                    key.number().value(),
                                    key.contact().value(),
                                    sortNames.getOrDefault(key.contact(), ""),
                                    now
                                })
                        .toList());
    }

    /**
     * Locks these pairs, in the order of their ids, so that two who lock many never block each
     * other for ever.
     */
    List<Pair> lock(Collection<Id> ids) {
        return jdbc.sql(SELECT + "where id in (:ids) order by id for update")
                .param("ids", ids.stream().map(Id::value).sorted().toList())
                .query(Pairs::pair)
                .list();
    }

    List<Pair> read(Collection<Id> ids) {
        return jdbc.sql(SELECT + "where id in (:ids)")
                .param("ids", ids.stream().map(Id::value).toList())
                .query(Pairs::pair)
                .list();
    }

    Optional<Pair> find(Pair.Key key) {
        return jdbc.sql(SELECT + "where number_id = ? and contact_id = ?")
                .params(key.number().value(), key.contact().value())
                .query(Pairs::pair)
                .optional();
    }

    /** All pairs of these people, over all numbers. */
    List<Pair> ofContacts(Collection<Id> contacts) {
        return jdbc.sql(SELECT + "where contact_id in (:contacts)")
                .param("contacts", contacts.stream().map(Id::value).toList())
                .query(Pairs::pair)
                .list();
    }

    /** Pairs that time has changed by now, at most so many. */
    List<Id> due(Instant now, int most) {
        return jdbc.sql("select id from pair where changes_at <= ? order by changes_at limit ?")
                .params(now, most)
                .query((row, number) -> new Id(row.getLong(1)))
                .list();
    }

    /** The pairs that come after this one in the order of their ids, at most so many. */
    List<Id> after(Id pair, int most) {
        return jdbc.sql("select id from pair where id > ? order by id limit ?")
                .params(pair.value(), most)
                .query((row, number) -> new Id(row.getLong(1)))
                .list();
    }

    /** Waits for those who are changing the next one to change. */
    Optional<Instant> nextChange() {
        return jdbc.sql(
                        """
                        select changes_at from pair where changes_at is not null
                        order by changes_at limit 1 lock in share mode
                        """)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /** Writes down what the ledgers of locked pairs say. */
    void save(Collection<Pair> pairs) {
        batches.batchUpdate(
                """
                insert into pair
                    (id, number_id, contact_id, label, callable_until, rests_until, called_at,
                        changed_at, changes_at, folded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update
                    label = values(label),
                    callable_until = values(callable_until),
                    rests_until = values(rests_until),
                    called_at = values(called_at),
                    changed_at = values(changed_at),
                    changes_at = values(changes_at),
                    folded_at = values(folded_at)
                """,
                pairs.stream().map(Pairs::row).toList());
    }

    private static @Nullable Object[] row(Pair pair) {
        return new @Nullable Object[] {
            pair.id().value(),
            pair.number().value(),
            pair.contact().value(),
            pair.label().name(),
            pair.callableUntil(),
            pair.restsUntil(),
            pair.calledAt(),
            pair.changedAt(),
            pair.changesAt(),
            pair.foldedAt()
        };
    }

    static Pair pair(ResultSet row, int number) throws SQLException {
        return new Pair(
                new Id(row.getLong("id")),
                new Id(row.getLong("number_id")),
                new Id(row.getLong("contact_id")),
                Label.valueOf(row.getString("label")),
                instant(row.getTimestamp("callable_until")),
                instant(row.getTimestamp("rests_until")),
                instant(row.getTimestamp("called_at")),
                row.getTimestamp("changed_at").toInstant(),
                instant(row.getTimestamp("changes_at")),
                instant(row.getTimestamp("folded_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
