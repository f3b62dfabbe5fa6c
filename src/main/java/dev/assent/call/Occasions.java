package dev.assent.call;

import dev.assent.contact.Contacts;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What has callbacks come up, and has them done, without anybody of us touching them. */
@Component
class Occasions {

    /** How soon we want to have called. */
    static final Duration SOON = Duration.ofHours(1);

    private final Callbacks callbacks;
    private final CallbackEvents events;
    private final Contacts contacts;
    private final JdbcClient jdbc;

    Occasions(Callbacks callbacks, CallbackEvents events, Contacts contacts, JdbcClient jdbc) {
        this.callbacks = callbacks;
        this.events = events;
        this.contacts = contacts;
        this.jdbc = jdbc;
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
        if (events.isKnown(occasion.source()) || wasTalkedTo(occasion.contact(), occasion.at())) {
            return;
        }
        var waiting = lockWaiting(occasion.contact(), occasion.number());
        var callback = waiting.orElseGet(Id::fresh);
        if (waiting.isPresent()) {
            raise(callback, occasion);
        } else {
            add(callback, occasion);
        }
        events.note(callback, occasion);
    }

    /** Whatever else comes up of this person waits. */
    void hold(Id contact) {
        contacts.lock(List.of(contact));
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

    Optional<Id> lockWaiting(Id contact, Id number) {
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
            callbacks.finish(callback, until);
            events.note(callback, until, CallbackEvent.Kind.TALKED, agent, null);
        }
    }
}
