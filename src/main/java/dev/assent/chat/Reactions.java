package dev.assent.chat;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The signs that people put on messages. One may come before its message, or before we know what
 * Meta calls ours; then it waits, as a row beside those of the messages. On a request, which is no
 * message, it waits for ever, and is told with the request's line.
 */
@Component
class Reactions {

    /** Meta's ids hold no colon, so nothing else goes by this name. */
    private static final String ON = "reaction:";

    private static final Pattern MESSAGE = Pattern.compile("[\\x21-\\x7e]{1,246}");

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Messages messages;

    Reactions(JdbcClient jdbc, JdbcTemplate batches, Messages messages) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.messages = messages;
    }

    /**
     * One of them.
     *
     * @param on Meta's id of the message
     * @param emoji empty where it was taken back
     */
    record Reaction(Id number, Id contact, String on, String emoji, Instant at) {

        boolean canBeKept() {
            return MESSAGE.matcher(on).matches();
        }
    }

    /** Keeps these until they are put on their messages; of several on one the latest counts. */
    void keep(Collection<Reaction> reactions) {
        var kept = reactions.stream().filter(Reaction::canBeKept).map(Reactions::row).toList();
        if (!kept.isEmpty()) {
            batches.batchUpdate(
                    """
                    insert into message (id, contact_id, number_id, at, incoming, kind, body, answers,
                        message_id)
                    values (?, ?, ?, ?, false, ?, left(?, 64), ?, ?)
                    on duplicate key update
                        body = if(values(at) >= at, values(body), body),
                        at = greatest(at, values(at))
                    """,
                    kept);
        }
    }

    private static Object[] row(Reaction reaction) {
        return new Object[] {
            Id.fresh().value(),
            reaction.contact().value(),
            reaction.number().value(),
            reaction.at(),
            Message.REACTION,
            reaction.emoji(),
            reaction.on(),
            ON + reaction.on()
        };
    }

    private record Kept(Id id, Id message, Id contact, String emoji, Instant at) {}

    /**
     * Puts those on their messages that wait for one of these, as far as the messages are there.
     *
     * @return whose they are
     */
    List<Id> put(Collection<String> messageIds) {
        if (messageIds.isEmpty()) {
            return List.of();
        }
        // Locking, so that of two who bring message and reaction at once one sees the other.
        var found =
                jdbc.sql(
                                """
                                select kept.id, message.id as message, message.contact_id as contact,
                                    kept.body, kept.at
                                from message kept straight_join message on message.message_id = kept.answers
                                where kept.message_id in (:kept) for update
                                """)
                        .param("kept", names(messageIds))
                        .query((row, _) ->
                                new Kept(
                                        new Id(row.getLong("id")),
                                        new Id(row.getLong("message")),
                                        new Id(row.getLong("contact")),
                                        row.getString("body"),
                                        row.getTimestamp("at").toInstant()))
                        .list();
        for (var kept : found) {
            messages.react(kept.message(), kept.emoji(), kept.at());
            jdbc.sql("delete from message where id = ?").param(kept.id().value()).update();
        }
        return found.stream().map(Kept::contact).distinct().toList();
    }

    /** What waits on these, which are no messages. */
    Map<@Nullable String, String> on(Collection<String> messageIds) {
        var signs = new HashMap<@Nullable String, String>();
        if (!messageIds.isEmpty()) {
            jdbc.sql(
                            """
                            select answers, body from message
                            where message_id in (:kept) and body <> ''
                            """)
                    .param("kept", names(messageIds))
                    .query(row -> {
                        signs.put(row.getString(1), row.getString(2));
                    });
        }
        return signs;
    }

    private static List<String> names(Collection<String> messageIds) {
        return messageIds.stream().map(id -> ON + id).toList();
    }
}
