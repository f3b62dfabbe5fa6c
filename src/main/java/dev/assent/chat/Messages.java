package dev.assent.chat;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was written in the current tenant. */
@Component
class Messages {

    private static final String SELECT =
            """
            select id, contact_id, number_id, at, incoming, kind, body, media, mime, template, author,
                answers, reaction, message_id, status, delivered_at, read_at, error_code, error, again
            from message
            """;

    private static final String INSERT =
            """
            insert into message (id, contact_id, number_id, at, incoming, kind, body, media, mime,
                template, author, answers, message_id, status, delivered_at, read_at, error_code,
                error)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Messages(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A place in a thread, between two messages. */
    record Place(Instant at, Id id) {

        static Place of(Message message) {
            return new Place(message.at(), message.id());
        }
    }

    /**
     * Adds one of ours.
     *
     * @throws org.springframework.dao.DuplicateKeyException if it is there already
     */
    void add(Message message) {
        batches.update(INSERT, row(message));
    }

    /** Adds those that came in and are not there yet. */
    void addAll(Collection<Message> messages) {
        if (!messages.isEmpty()) {
            batches.batchUpdate(
                    INSERT + " on duplicate key update id = id",
                    messages.stream().map(Messages::row).toList());
        }
    }

    /** Which of these ids of Meta's are known. */
    Set<String> known(Collection<String> messageIds) {
        return messageIds.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        jdbc.sql("select message_id from message where message_id in (:ids)")
                                .param("ids", messageIds)
                                .query(String.class)
                                .list());
    }

    Optional<Message> find(Id id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query(Messages::message)
                .optional();
    }

    /** The same, held until the transaction ends. */
    Optional<Message> hold(Id id) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(id.value())
                .query(Messages::message)
                .optional();
    }

    /** Those of ours that these words may be about, by our id or by Meta's. */
    List<Message> meant(Collection<Id> attempts, Collection<String> messageIds) {
        if (attempts.isEmpty() && messageIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        SELECT
                                + "where id in (:attempts) union all "
                                + SELECT
                                + "where message_id in (:ids) and id not in (:attempts)")
                .param("attempts", orNone(attempts.stream().map(Id::value).toList(), 0L))
                .param("ids", orNone(messageIds, ""))
                .query(Messages::message)
                .list();
    }

    private static <T> Collection<T> orNone(Collection<T> values, T none) {
        return values.isEmpty() ? List.of(none) : values;
    }

    /** Those with these ids of Meta's. */
    List<Message> of(Collection<String> messageIds) {
        return messageIds.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "where message_id in (:ids)")
                        .param("ids", messageIds)
                        .query(Messages::message)
                        .list();
    }

    /** The last of a thread before that place, at most so many, the newest first. */
    List<Message> before(Id contact, @Nullable Place place, int most) {
        var sql =
                SELECT
                        + "where contact_id = :contact and kind <> 'reaction'"
                        + (place == null ? "" : " and at <= :at and (at < :at or id < :id)")
                        + " order by at desc, id desc limit :most";
        var statement = jdbc.sql(sql).param("contact", contact.value()).param("most", most);
        return (place == null
                        ? statement
                        : statement.param("at", place.at()).param("id", place.id().value()))
                .query(Messages::message)
                .list();
    }

    /** What the person wrote last, of all that was there up to this message; empty if nothing. */
    Optional<Message> lastHeard(Id contact, Id upTo) {
        return jdbc.sql(
                        SELECT
                                + """
                                where contact_id = ? and incoming and message_id is not null
                                    and id <= ?
                                order by at desc, id desc limit 1
                                """)
                .params(contact.value(), upTo.value())
                .query(Messages::message)
                .optional();
    }

    /** Something new is known of one of ours. */
    record Word(
            Id id,
            Delivery status,
            @Nullable String messageId,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable MetaError error) {}

    /** Writes down what is known by now; who knew more already is not overruled. */
    void note(Collection<Word> words) {
        if (words.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                """
                update message set
                    message_id = coalesce(message_id, ?),
                    delivered_at = coalesce(delivered_at, ?),
                    read_at = coalesce(read_at, ?),
                    error_code = if(? > %1$s, ?, error_code),
                    error = if(? > %1$s, left(?, 1000), error),
                    status = if(? > %1$s, ?, status)
                where id = ?
                """
                        .formatted(
                                "field(status, 'UNKNOWN', 'SENT', 'FAILED', 'DELIVERED', 'READ') -"
                                        + " 1"),
                words.stream().map(Messages::row).toList());
    }

    private static @Nullable Object[] row(Word word) {
        var rank = word.status().ordinal();
        var error = word.error();
        return new @Nullable Object[] {
            word.messageId(),
            word.deliveredAt(),
            word.readAt(),
            rank,
            error == null ? null : error.code(),
            rank,
            error == null ? null : error.message(),
            rank,
            word.status().name(),
            word.id().value()
        };
    }

    /** What Meta said, where nobody knows whether she has it. */
    void noteError(Id message, MetaError error) {
        jdbc.sql("update message set error_code = ?, error = left(?, 1000) where id = ?")
                .params(error.code(), error.message(), message.value())
                .update();
    }

    /** That message was tried once more by this one. */
    void noteAgain(Id failed, Id again) {
        jdbc.sql("update message set again = ? where id = ?")
                .params(again.value(), failed.value())
                .update();
    }

    /**
     * The person reacted to this message.
     *
     * @param emoji empty where it was taken back
     */
    void react(Id message, String emoji, Instant at) {
        jdbc.sql(
                        """
                        update message set reaction = nullif(left(?, 64), ''), reaction_at = ?
                        where id = ? and (reaction_at is null or reaction_at <= ?)
                        """)
                .params(emoji, at, message.value(), at)
                .update();
    }

    private static @Nullable Object[] row(Message message) {
        return new @Nullable Object[] {
            message.id().value(),
            message.contactId().value(),
            message.numberId().value(),
            message.at(),
            message.incoming(),
            message.kind(),
            message.body(),
            message.media(),
            message.mime(),
            message.template(),
            message.author(),
            message.answers(),
            message.messageId(),
            message.status() == null ? null : message.status().name(),
            message.deliveredAt(),
            message.readAt(),
            message.errorCode(),
            message.error()
        };
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        var status = row.getString("status");
        var code = row.getInt("error_code");
        var coded = !row.wasNull();
        var again = row.getLong("again");
        return new Message(
                new Id(row.getLong("id")),
                new Id(row.getLong("contact_id")),
                new Id(row.getLong("number_id")),
                row.getTimestamp("at").toInstant(),
                row.getBoolean("incoming"),
                row.getString("kind"),
                row.getString("body"),
                row.getString("media"),
                row.getString("mime"),
                row.getString("template"),
                row.getString("author"),
                row.getString("answers"),
                row.getString("reaction"),
                row.getString("message_id"),
                status == null ? null : Delivery.valueOf(status),
                instant(row.getTimestamp("delivered_at")),
                instant(row.getTimestamp("read_at")),
                coded ? code : null,
                row.getString("error"),
                again == 0 ? null : new Id(again));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
