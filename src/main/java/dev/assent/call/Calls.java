package dev.assent.call;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The calls of the current tenant. */
@Component
class Calls {

    private static final String FACTS =
            Arrays.stream(Fact.values()).map(Fact::column).collect(Collectors.joining(", "));

    private static final String SELECT =
            """
            select id, number_id, contact_id, incoming, wacid, seconds, error_code, error, agent,
                agent_name, remote, tab, outcome, note, tag, %s
            from phone_call
            """
                    .formatted(FACTS);

    private static final String SAVE =
            """
            update phone_call set %s,
                wacid = :wacid, seconds = :seconds, error_code = :code, error = :error,
                agent = :agent, agent_name = :agentName,
                began_at = :began, picked_up_at = :pickedUp, ended_at = :ended,
                outcome = :outcome, ended_by = :endedBy, changes_at = :changes,
                holder = if(:over, null, holder), tab = if(:over, null, tab),
                offer = if(:over, null, offer), remote = if(:over, null, :remote),
                release_at = if(:owed, coalesce(release_at, utc_timestamp(3)), null)
            where id = :id
            """
                    .formatted(
                            Arrays.stream(Fact.values())
                                    .map(fact -> fact.column() + " = :" + fact)
                                    .collect(Collectors.joining(", ")));

    private final JdbcClient jdbc;

    Calls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Call> find(Id id) {
        return jdbc.sql(SELECT + "where id = ?").param(id.value()).query(Calls::call).optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Call> lock(Id id) {
        return lock(List.of(id)).stream().findFirst();
    }

    /** These, locked in the order of their ids. */
    List<Call> lock(Collection<Id> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "where id in (:ids) order by id for update")
                        .param("ids", ids.stream().map(Id::value).sorted().toList())
                        .query(Calls::call)
                        .list();
    }

    /** Those that Meta calls so, or that are attempts of these names; locked. */
    List<Call> lock(Set<Id> attempts, Set<String> wacids) {
        var ids = new TreeSet<>(attempts);
        if (!wacids.isEmpty()) {
            ids.addAll(
                    jdbc.sql("select id from phone_call where wacid in (:wacids)")
                            .param("wacids", wacids)
                            .query((row, _) -> new Id(row.getLong(1)))
                            .list());
        }
        return lock(ids);
    }

    /** The one this person holds, if there is one. */
    Optional<Call> heldBy(Id account) {
        return jdbc.sql(SELECT + "where holder = ?")
                .param(account.value())
                .query(Calls::call)
                .optional();
    }

    /** Who of these holds a call. */
    Set<Id> holding(Collection<Id> accounts) {
        return accounts.isEmpty()
                ? Set.of()
                : jdbc.sql("select holder from phone_call where holder in (:accounts)")
                        .param("accounts", accounts.stream().map(Id::value).toList())
                        .query((row, _) -> new Id(row.getLong(1)))
                        .set();
    }

    /** People's calls that nobody has taken yet. */
    List<Call> ringing(Instant now) {
        return jdbc.sql(
                        SELECT
                                + """
                                where changes_at > ? and incoming and agent is null
                                order by began_at, id
                                """)
                .param(now)
                .query(Calls::call)
                .list();
    }

    /** Enters a call; {@link #save} writes the rest. */
    void add(Call call) {
        jdbc.sql(
                        """
                        insert into phone_call (id, number_id, contact_id, incoming, began_at)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(
                        call.id().value(),
                        call.number().value(),
                        call.contact().value(),
                        call.course().incoming(),
                        call.course().began())
                .update();
    }

    void delete(Id id) {
        jdbc.sql("delete from phone_call where id = ?").param(id.value()).update();
    }

    /**
     * From now on this person holds the call, and a tab of theirs is alive.
     *
     * @param tab which; null if it has not said
     * @param offer what tells it from another one the same person makes
     * @throws org.springframework.dao.DuplicateKeyException if they hold another call
     */
    void hold(Id id, Id account, @Nullable Tab tab, byte @Nullable [] offer) {
        jdbc.sql(
                        """
                        update phone_call
                        set holder = ?, tab = ?, offer = ?, seen_at = utc_timestamp(3)
                        where id = ?
                        """)
                .param(account.value())
                .param(tab == null ? null : tab.toString())
                .param(offer)
                .param(id.value())
                .update();
    }

    /** Whether this person holds a call with that offer. */
    Optional<Call> heldBy(Id account, byte[] offer) {
        return jdbc.sql(SELECT + "where holder = ? and offer = ?")
                .params(account.value(), offer)
                .query(Calls::call)
                .optional();
    }

    /** Notes a sign of life of the tab; false if another one holds the call, or it is over. */
    boolean alive(Id id, Id account, Tab tab) {
        return jdbc.sql(
                                """
                                update phone_call set tab = ?, seen_at = utc_timestamp(3)
                                where id = ? and holder = ? and (tab is null or tab = ?)
                                """)
                        .params(tab.toString(), id.value(), account.value(), tab.toString())
                        .update()
                > 0;
    }

    void describe(Id id, @Nullable String note, @Nullable String tag) {
        jdbc.sql("update phone_call set note = ?, tag = ? where id = ?")
                .param(note)
                .param(tag)
                .param(id.value())
                .update();
    }

    /** Writes down what is known of a locked call, and what follows from it now. */
    void save(Call call, Instant now) {
        var course = call.course();
        var cause = course.cause();
        var over = course.endedAt(now) != null;
        var update = jdbc.sql(SAVE);
        for (var fact : Fact.values()) {
            update.param(fact.name(), course.at(fact));
        }
        update.param("wacid", course.wacid())
                .param("seconds", course.seconds())
                .param("code", cause == null ? null : cause.code())
                .param("error", cause == null ? null : cause.text())
                .param("agent", call.agent() == null ? null : call.agent().value())
                .param("agentName", call.agentName())
                .param("began", course.began())
                .param("pickedUp", course.pickedUp())
                .param("ended", course.endedAt(now))
                .param("outcome", word(course.outcome(now)))
                .param("endedBy", word(course.endedBy(now)))
                .param("changes", over ? null : course.bound())
                .param("over", over)
                .param("remote", call.remote() == null ? null : call.remote().sdp())
                .param("owed", course.owed())
                .param("id", call.id().value())
                .update();
    }

    private static @Nullable String word(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    /** Running ones whose tab has given no sign of life for so long. */
    List<Id> forsaken(Duration silence) {
        return ids(
                """
                select id from phone_call
                where changes_at is not null and seen_at < utc_timestamp(3) - interval ? second
                order by id limit 500
                """,
                silence.toSeconds());
    }

    /** Running ones that are over by time. */
    List<Id> due(Instant now) {
        return ids(
                "select id from phone_call where changes_at <= ? order by changes_at limit 500",
                now);
    }

    /** Those of which Meta must be told now that they are over. */
    List<Id> owed() {
        return ids(
                """
                select id from phone_call where release_at <= utc_timestamp(3)
                order by release_at limit 500
                """);
    }

    /** Takes it upon us to tell Meta; false if somebody else is about to, or she knows. */
    boolean takeRelease(Id id, Duration again) {
        return jdbc.sql(
                                """
                                update phone_call
                                set release_at = utc_timestamp(3) + interval ? second
                                where id = ? and release_at <= utc_timestamp(3)
                                """)
                        .params(again.toSeconds(), id.value())
                        .update()
                > 0;
    }

    /** Whether any call runs, or its end is owed; waits for those who are changing one. */
    boolean anyOpen() {
        return !ids("select id from phone_call where changes_at is not null limit 1 lock in share"
                                + " mode")
                        .isEmpty()
                || !ids("select id from phone_call where release_at is not null limit 1 lock in"
                                + " share mode")
                        .isEmpty();
    }

    private List<Id> ids(String select, Object... parameters) {
        return jdbc.sql(select)
                .params(List.of(parameters))
                .query((row, _) -> new Id(row.getLong(1)))
                .list();
    }

    private static Call call(ResultSet row, int number) throws SQLException {
        var agent = row.getObject("agent", Long.class);
        var remote = row.getString("remote");
        var outcome = row.getString("outcome");
        return new Call(
                new Id(row.getLong("id")),
                new Id(row.getLong("number_id")),
                new Id(row.getLong("contact_id")),
                course(row),
                agent == null ? null : new Id(agent),
                row.getString("agent_name"),
                remote == null ? null : new SessionDescription(remote),
                Tab.parse(row.getString("tab")),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("note"),
                row.getString("tag"));
    }

    private static Course course(ResultSet row) throws SQLException {
        var facts = new EnumMap<Fact, Instant>(Fact.class);
        for (var fact : Fact.values()) {
            var at = instant(row.getTimestamp(fact.column()));
            if (at != null) {
                facts.put(fact, at);
            }
        }
        var code = row.getObject("error_code", Integer.class);
        return new Course(
                row.getBoolean("incoming"),
                row.getString("wacid"),
                facts,
                row.getObject("seconds", Integer.class),
                code == null ? null : new Course.Cause(code, row.getString("error")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
