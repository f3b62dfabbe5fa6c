package dev.assent.webhook;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Change;
import dev.assent.whatsapp.RouteOpened;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The changes that webhooks brought, each until everybody it concerns has heard of it. */
@Component
class Inbox {

    private static final int TRIES = 5;

    private static final String COLUMNS =
            """
            id, endpoint_tenant_id, waba_id, phone_number_id, display_number, field, made_at,
            received_at, body, attempts
            """;

    private final JdbcClient control;
    private final JdbcTemplate batches;

    Inbox(@Control JdbcClient control, @Control JdbcTemplate batches) {
        this.control = control;
        this.batches = batches;
    }

    enum State {
        WAITING,
        DONE,
        /** Failed, to be tried again at {@code due_at}. */
        LATER,
        /** For a number that nobody has connected. */
        UNKNOWN,
        /** Failed too often, or can never succeed: somebody must look at it. */
        ASIDE
    }

    /**
     * A stored change.
     *
     * @param endpoint the tenant at whose own endpoint it arrived; null at the platform's
     * @param attempts how often it has failed
     */
    record Letter(long id, @Nullable Id endpoint, Change change, Instant received, int attempts) {}

    /**
     * Stores what is new of these; what is here already is left as it is. Durable when it returns:
     * of many, a part may be so before another fails.
     */
    void add(Collection<Post> posts) {
        var rows =
                posts.stream()
                        .flatMap(post -> post.changes().stream().map(change -> row(post, change)))
                        .toList();
        for (var attempt = 1; ; attempt++) {
            try {
                insert(rows);
                return;
            } catch (ConcurrencyFailureException deadlock) {
                // Another node stores the same at the same time; what is here already stays.
                if (attempt == TRIES) {
                    throw deadlock;
                }
            }
        }
    }

    private void insert(List<@Nullable Object[]> rows) {
        batches.batchUpdate(
                """
                insert into inbox (content_key, endpoint_tenant_id, waba_id, phone_number_id,
                    display_number, field, made_at, received_at, body)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update content_key = content_key
                """,
                rows);
    }

    private static @Nullable Object[] row(Post post, Change change) {
        return new @Nullable Object[] {
            post.key(change),
            post.endpoint() == null ? null : post.endpoint().value(),
            ascii(change.wabaId(), 40),
            ascii(change.phoneNumberId(), 40),
            ascii(change.displayNumber(), 20),
            ascii(change.field(), 80),
            change.at(),
            post.received(),
            change.value()
        };
    }

    /** Meta's names fit; whatever else somebody sends must not break the row. */
    private static @Nullable String ascii(@Nullable String text, int length) {
        if (text == null) {
            return null;
        }
        var clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > length ? clean.substring(0, length) : clean;
    }

    /**
     * Takes the oldest that wait, skipping what another worker holds; held until the transaction
     * ends.
     */
    List<Letter> claim(int most) {
        return control.sql(
                        "select "
                                + COLUMNS
                                + " from inbox where state = 'WAITING' order by id limit ? for"
                                + " update skip locked")
                .param(most)
                .query(Inbox::letter)
                .list();
    }

    /** Done: the content has served, the key stays so that a repetition is known. */
    void done(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        control.sql("update inbox set state = 'DONE', body = '', trouble = null where id in (:ids)")
                .param("ids", ids)
                .update();
    }

    /** Done as well, but somebody may want to read it, as long as the key stays. */
    void doneButKept(Collection<Long> ids, String why) {
        control.sql("update inbox set state = 'DONE', trouble = :why where id in (:ids)")
                .param("why", shortened(why))
                .param("ids", ids)
                .update();
    }

    void postpone(Letter letter, int attempts, Instant due, String trouble) {
        control.sql(
                        "update inbox set state = 'LATER', attempts = ?, due_at = ?, trouble = ?"
                                + " where id = ?")
                .params(attempts, due, shortened(trouble), letter.id())
                .update();
    }

    void setAside(Letter letter, State state, @Nullable Id tenant, String trouble) {
        control.sql(
                        "update inbox set state = ?, attempts = ?, tenant_id = ?, trouble = ? where"
                                + " id = ?")
                .param(state.name())
                .param(letter.attempts() + 1)
                .param(tenant == null ? null : tenant.value())
                .param(shortened(trouble))
                .param(letter.id())
                .update();
    }

    /** Lets those wait again whose time has come. */
    int revive(Instant now) {
        return control.sql(
                        "update inbox set state = 'WAITING' where state = 'LATER' and due_at <= ?")
                .param(now)
                .update();
    }

    /** Lets everything wait again that nobody could be found for, and now perhaps can. */
    void revive(RouteOpened route) {
        control.sql(
                        """
                        update inbox set state = 'WAITING'
                        where state = 'UNKNOWN'
                            and (phone_number_id = ? or phone_number_id is null
                                and (waba_id = ? or display_number = ?))
                        """)
                .params(route.phoneNumberId(), route.wabaId(), route.digits())
                .update();
    }

    /**
     * The same for every number that is connected by now, by the rule of {@link Addresses}: who
     * found nobody may have looked before the route was opened and written so after.
     */
    int reviveConnected() {
        return control.sql(
                        """
                        update inbox set state = 'WAITING'
                        where state = 'UNKNOWN'
                            and (phone_number_id in (select phone_number_id from number_route)
                                or phone_number_id is null and waba_id not in ('', '0')
                                    and waba_id in (select waba_id from number_route)
                                or phone_number_id is null and waba_id in ('', '0')
                                    and display_number in (select digits from number_route))
                        """)
                .update();
    }

    /** Tries one again that was set aside. */
    boolean replay(long id) {
        return control.sql(
                                """
                                update inbox set state = 'WAITING', attempts = 0
                                where id = ? and state in ('ASIDE', 'UNKNOWN')
                                """)
                        .param(id)
                        .update()
                == 1;
    }

    /**
     * Tries all again that were set aside; returns how many. Those for nobody wait for somebody.
     */
    int replayAll() {
        return control.sql("update inbox set state = 'WAITING', attempts = 0 where state = 'ASIDE'")
                .update();
    }

    /** Gives up one that was set aside. */
    boolean discard(long id) {
        return control.sql(
                                """
                                update inbox set state = 'DONE', body = '', trouble = null
                                where id = ? and state in ('ASIDE', 'UNKNOWN')
                                """)
                        .param(id)
                        .update()
                == 1;
    }

    /**
     * Forgets the oldest in this state that arrived before then. Looks at no more than it may
     * forget: the young ones are many.
     */
    int prune(State state, Instant before, int most) {
        var last =
                control.sql(
                                """
                                select max(id) from (
                                    select id, received_at from inbox where state = ?
                                    order by id limit ?) as oldest
                                where received_at < ?
                                """)
                        .param(state.name())
                        .param(most)
                        .param(before)
                        .query((row, _) -> row.getLong(1))
                        .single();
        return control.sql("delete from inbox where state = ? and id <= ?")
                .param(state.name())
                .param(last)
                .update();
    }

    /** Letters before this one are forgotten; nothing if none is known. */
    Optional<Long> oldest() {
        return Optional.ofNullable(
                control.sql("select min(id) from inbox")
                        .query((row, number) -> row.getObject(1, Long.class))
                        .single());
    }

    private static String shortened(String trouble) {
        return trouble.length() > 500 ? trouble.substring(0, 499) + "…" : trouble;
    }

    private static Letter letter(ResultSet row, int number) throws SQLException {
        var endpoint = row.getObject("endpoint_tenant_id", Long.class);
        var made = row.getTimestamp("made_at");
        return new Letter(
                row.getLong("id"),
                endpoint == null ? null : new Id(endpoint),
                new Change(
                        row.getString("waba_id"),
                        made == null ? null : made.toInstant(),
                        row.getString("field"),
                        row.getString("phone_number_id"),
                        row.getString("display_number"),
                        row.getBytes("body")),
                row.getTimestamp("received_at").toInstant(),
                row.getInt("attempts"));
    }
}
