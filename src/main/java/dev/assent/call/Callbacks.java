package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.contact.Contacts;
import dev.assent.live.Live;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who wants to be called. Of one person and number at most one waits: what comes up again raises
 * it. Whoever talks to the person has done it.
 */
@Component
class Callbacks {

    /** How soon we want to have called. */
    static final Duration SOON = Duration.ofHours(1);

    static final String COLUMNS =
            """
            callback.id, callback.number_id, callback.contact_id, cause, state, times, first_at,
                last_at, due_at, callback.agent, callback.agent_name, callback.note, done_at, version
            """;

    private final Contacts contacts;
    private final JdbcClient jdbc;
    private final Live live;
    private final InstantSource time;

    Callbacks(Contacts contacts, JdbcClient jdbc, Live live, InstantSource time) {
        this.contacts = contacts;
        this.jdbc = jdbc;
        this.live = live;
        this.time = time;
    }

    /**
     * Something that makes us want to call somebody.
     *
     * @param source tells it from all others, however often it is told; ASCII
     */
    record Occasion(Id number, Id contact, Callback.Cause cause, String source, Instant at) {}

    /** Brings it up, unless it was brought up before or the person was talked to since. */
    @Transactional
    public void open(Occasion occasion) {
        hold(occasion.contact());
        if (isKnown(occasion.source()) || wasTalkedTo(occasion.contact(), occasion.at())) {
            return;
        }
        var waiting = lockWaiting(occasion.contact(), occasion.number());
        var callback = waiting.orElseGet(Id::fresh);
        if (waiting.isPresent()) {
            raise(callback, occasion);
        } else {
            add(callback, occasion);
        }
        note(callback, occasion);
        changed(callback);
    }

    /** Whatever else comes up of this person waits. */
    void hold(Id contact) {
        contacts.lock(List.of(contact));
    }

    private boolean isKnown(String source) {
        return jdbc.sql("select count(*) from callback_event where source = ?")
                .param(source)
                .query(Boolean.class)
                .single();
    }

    /** Words come late and in any order. */
    private boolean wasTalkedTo(Id contact, Instant since) {
        return jdbc.sql(
                        """
                        select count(*) from phone_call
                        where contact_id = ? and picked_up_at is not null
                            and coalesce(ended_at, picked_up_at) >= ?
                        """)
                .params(contact.value(), since)
                .query(Boolean.class)
                .single();
    }

    private Optional<Id> lockWaiting(Id contact, Id number) {
        return jdbc.sql(
                        """
                        select id from callback where contact_id = ? and number_id = ? and pending
                        for update
                        """)
                .params(contact.value(), number.value())
                .query((row, _) -> new Id(row.getLong(1)))
                .optional();
    }

    private void add(Id callback, Occasion occasion) {
        jdbc.sql(
                        """
                        insert into callback (id, number_id, contact_id, cause, state, pending, times,
                            first_at, last_at, due_at)
                        values (:id, :number, :contact, :cause, 'OPEN', true, 1, :at, :at, :due)
                        """)
                .param("id", callback.value())
                .param("number", occasion.number().value())
                .param("contact", occasion.contact().value())
                .param("cause", occasion.cause().name())
                .param("at", occasion.at())
                .param("due", occasion.at().plus(SOON))
                .update();
    }

    private void raise(Id callback, Occasion occasion) {
        jdbc.sql(
                        """
                        update callback set times = times + 1, version = version + 1,
                            cause = if(last_at <= :at, :cause, cause),
                            first_at = least(first_at, :at), last_at = greatest(last_at, :at)
                        where id = :id
                        """)
                .param("id", callback.value())
                .param("cause", occasion.cause().name())
                .param("at", occasion.at())
                .update();
    }

    /** The person was talked to, in whichever direction: what came up before is done. */
    @Transactional
    public void talked(Id contact, Instant until, @Nullable String agent) {
        hold(contact);
        var done =
                jdbc.sql(
                                """
                                select id from callback
                                where contact_id = ? and pending and last_at <= ? for update
                                """)
                        .params(contact.value(), until)
                        .query((row, _) -> new Id(row.getLong(1)))
                        .list();
        for (var callback : done) {
            finish(callback, until);
            note(callback, until, CallbackEvent.Kind.TALKED, agent, null);
            changed(callback);
        }
    }

    private void finish(Id callback, Instant at) {
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
            note(callback, time.instant(), CallbackEvent.Kind.TAKEN, member.name(), null);
            changed(callback);
        }
        return find(callback);
    }

    /** It is done, unless it was before. */
    @Transactional
    public void finish(Id callback, Member member) {
        var found = lock(callback);
        if (found.isPresent() && !found.get().done()) {
            finish(callback, time.instant());
            note(callback, time.instant(), CallbackEvent.Kind.DONE, member.name(), null);
            changed(callback);
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
            note(callback, time.instant(), CallbackEvent.Kind.REOPENED, member.name(), null);
            changed(callback);
        }
    }

    /** What somebody wants to be different. */
    record Wish(@Nullable Member agent, Instant dueAt, String note, int version) {}

    /**
     * @return false if somebody else changed it meanwhile
     */
    @Transactional
    public boolean change(Id callback, Wish wish, Member member) {
        var agent = wish.agent();
        var changed =
                jdbc.sql(
                                        """
                                        update callback set agent = :agent, agent_name = :agentName,
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
            note(
                    callback,
                    time.instant(),
                    CallbackEvent.Kind.CHANGED,
                    member.name(),
                    agent == null ? null : "For " + agent.name() + ".");
            changed(callback);
        }
        return changed;
    }

    private Optional<Callback> lock(Id callback) {
        return jdbc.sql("select " + COLUMNS + "from callback where id = ? for update")
                .param(callback.value())
                .query(Callbacks::read)
                .optional();
    }

    /** What happened to it, the latest first. */
    List<CallbackEvent> events(Id callback) {
        return jdbc
                .sql(
                        """
                        select at, kind, cause, who, detail from callback_event
                        where callback_id = ? order by at desc, id desc limit 100
                        """)
                .param(callback.value())
                .query(CallbackEvent.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private void note(Id callback, Occasion occasion) {
        jdbc.sql(
                        """
                        insert into callback_event (id, callback_id, at, kind, cause, source)
                        values (?, ?, ?, 'CAME', ?, ?)
                        """)
                .params(
                        Id.fresh().value(),
                        callback.value(),
                        occasion.at(),
                        occasion.cause().name(),
                        occasion.source())
                .update();
    }

    private void note(
            Id callback,
            Instant at,
            CallbackEvent.Kind kind,
            @Nullable String who,
            @Nullable String detail) {
        jdbc.sql(
                        """
                        insert into callback_event (id, callback_id, at, kind, who, detail)
                        values (:id, :callback, :at, :kind, :who, :detail)
                        """)
                .param("id", Id.fresh().value())
                .param("callback", callback.value())
                .param("at", at)
                .param("kind", kind.name())
                .param("who", who)
                .param("detail", detail)
                .update();
    }

    private void changed(Id callback) {
        live.changed(Callback.LIST, Callback.topic(callback));
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
