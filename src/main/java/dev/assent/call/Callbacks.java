package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Who wants to be called, and who of us takes care of it. Of one person and number at most one
 * waits: what comes up again raises it, see {@link Occasions}.
 */
@Component
class Callbacks {

    static final String COLUMNS =
            """
            callback.id, callback.number_id, callback.contact_id, cause, state, times, first_at,
                last_at, due_at, callback.agent, callback.agent_name, callback.note, done_at, version
            """;

    private final CallbackEvents events;
    private final JdbcClient jdbc;
    private final InstantSource time;

    Callbacks(CallbackEvents events, JdbcClient jdbc, InstantSource time) {
        this.events = events;
        this.jdbc = jdbc;
        this.time = time;
    }

    /** It is done since then. */
    void finish(Id callback, Instant at) {
        jdbc.sql(
                        """
                        update callback set state = 'DONE', pending = null, done_at = ?,
                            version = version + 1
                        where id = ?
                        """)
                .params(at, callback.value())
                .update();
    }

    Optional<Callback> find(Id callback) {
        return jdbc.sql("select " + COLUMNS + "from callback where id = ?")
                .param(callback.value())
                .query(Callbacks::read)
                .optional();
    }

    /**
     * Somebody takes care of it from now on, unless somebody does already.
     *
     * @return how it is now; empty if there is none
     */
    @Transactional
    public Optional<Callback> take(Id callback, Member member) {
        var taken =
                jdbc.sql(
                                        """
                                        update callback set state = 'IN_PROGRESS', agent = ?,
                                            agent_name = ?, version = version + 1
                                        where id = ? and state = 'OPEN'
                                        """)
                                .params(member.account().value(), member.name(), callback.value())
                                .update()
                        > 0;
        if (taken) {
            events.note(callback, time.instant(), CallbackEvent.Kind.TAKEN, member.name(), null);
        }
        return find(callback);
    }

    /** It is done, unless it was before. */
    @Transactional
    public void finish(Id callback, Member member) {
        var found = lock(callback);
        if (found.isPresent() && !found.get().done()) {
            finish(callback, time.instant());
            events.note(callback, time.instant(), CallbackEvent.Kind.DONE, member.name(), null);
        }
    }

    /**
     * It waits again.
     *
     * @throws DuplicateKeyException if another one of the same person and number does
     */
    @Transactional
    public void reopen(Id callback, Member member) {
        var found = lock(callback);
        if (found.isPresent() && found.get().done()) {
            jdbc.sql(
                            """
                            update callback set state = 'OPEN', pending = true, done_at = null,
                                version = version + 1
                            where id = ?
                            """)
                    .param(callback.value())
                    .update();
            events.note(callback, time.instant(), CallbackEvent.Kind.REOPENED, member.name(), null);
        }
    }

    /** What somebody wants to be different. */
    record Wish(@Nullable Member agent, Instant dueAt, String note, int version) {}

    /**
     * Changes it. What nobody takes care of any more waits for whoever takes it.
     *
     * @return false if somebody else changed it meanwhile
     */
    @Transactional
    public boolean change(Id callback, Wish wish, Member member) {
        var agent = wish.agent();
        var changed =
                jdbc.sql(
                                        """
                                        update callback set agent = :agent, agent_name = :agentName,
                                            state = if(:agent is null and state = 'IN_PROGRESS',
                                                'OPEN', state),
                                            due_at = :due, note = :note, version = version + 1
                                        where id = :id and version = :version
                                        """)
                                .param("agent", agent == null ? null : agent.account().value())
                                .param("agentName", agent == null ? null : agent.name())
                                .param("due", wish.dueAt())
                                .param("note", wish.note())
                                .param("id", callback.value())
                                .param("version", wish.version())
                                .update()
                        > 0;
        if (changed) {
            events.note(
                    callback,
                    time.instant(),
                    CallbackEvent.Kind.CHANGED,
                    member.name(),
                    agent == null ? null : "For " + agent.name() + ".");
        }
        return changed;
    }

    private Optional<Callback> lock(Id callback) {
        return jdbc.sql("select " + COLUMNS + "from callback where id = ? for update")
                .param(callback.value())
                .query(Callbacks::read)
                .optional();
    }

    static Callback read(ResultSet row, int place) throws SQLException {
        var agent = row.getObject("agent", Long.class);
        var done = row.getTimestamp("done_at");
        return new Callback(
                new Id(row.getLong("id")),
                new Id(row.getLong("number_id")),
                new Id(row.getLong("contact_id")),
                Callback.Cause.valueOf(row.getString("cause")),
                Callback.State.valueOf(row.getString("state")),
                row.getInt("times"),
                row.getTimestamp("first_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                agent == null ? null : new Id(agent),
                row.getString("agent_name"),
                row.getString("note"),
                done == null ? null : done.toInstant(),
                row.getInt("version"));
    }
}
