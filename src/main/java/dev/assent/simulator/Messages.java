package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was written, by whomever. */
class Messages {

    private static final RowMapper<Message> ROW = Rows.of(Message.class);

    private static final String INSERT =
            """
            insert into message (pair_id, wamid, sender, kind, header, body, footer, media, buttons,
                template, category, is_request, answer, answered_at, context_id, opaque, sent_at,
                delivered_at, read_at, failed_at, failed_code)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcClient database;
    private final JdbcTemplate template;

    Messages(@Simulated JdbcClient database, @Simulated JdbcTemplate template) {
        this.database = database;
        this.template = template;
    }

    void add(Message message) {
        database.sql(INSERT).params(values(message)).update();
    }

    void addAll(List<Message> messages) {
        template.batchUpdate(INSERT, messages.stream().map(m -> values(m).toArray()).toList());
    }

    Optional<Message> find(long pairId, String wamid) {
        return database.sql("select * from message where pair_id = ? and wamid = ?")
                .params(pairId, wamid)
                .query(ROW)
                .optional();
    }

    /** The latest of a chat, oldest of them first. */
    List<Message> latest(long pairId, int most) {
        return database.sql(
                        """
                        select * from (
                            select * from message where pair_id = ?
                            order by sent_at desc, id desc limit ?
                        ) latest order by sent_at, id
                        """)
                .params(pairId, most)
                .query(ROW)
                .list();
    }

    /** All requests of a pair, oldest first. */
    List<Message> requests(long pairId) {
        return database.sql(
                        """
                        select * from message where pair_id = ? and is_request order by id
                        """)
                .param(pairId)
                .query(ROW)
                .list();
    }

    List<Message> requests(List<Long> pairIds) {
        return database.sql(
                        """
                        select * from message where pair_id in (:ids) and is_request order by id
                        """)
                .param("ids", pairIds)
                .query(ROW)
                .list();
    }

    List<Message> undelivered(long pairId) {
        return database.sql(
                        """
                        select * from message
                        where pair_id = ? and sender = 'BUSINESS' and delivered_at is null
                            and failed_at is null
                        order by id
                        """)
                .param(pairId)
                .query(ROW)
                .list();
    }

    List<Message> unread(long pairId) {
        return database.sql(
                        """
                        select * from message
                        where pair_id = ? and sender = 'BUSINESS' and delivered_at is not null
                            and read_at is null
                        order by id
                        """)
                .param(pairId)
                .query(ROW)
                .list();
    }

    void delivered(Message message, Instant at) {
        mark("delivered_at", message, at);
    }

    void read(Message message, Instant at) {
        mark("read_at", message, at);
    }

    void failed(Message message, Instant at, int code) {
        mark("failed_at", message, at);
        database.sql("update message set failed_code = ? where wamid = ?")
                .params(code, message.wamid())
                .update();
    }

    void answered(Message message, Message.Answer answer, Instant at) {
        mark("answered_at", message, at);
        database.sql("update message set answer = ? where wamid = ?")
                .params(answer.name(), message.wamid())
                .update();
    }

    /** The column is ours, never somebody's input. */
    private void mark(String column, Message message, Instant at) {
        database.sql("update message set " + column + " = ? where wamid = ?")
                .params(at, message.wamid())
                .update();
    }

    private static List<@Nullable Object> values(Message message) {
        return Rows.values(
                message.pairId(),
                message.wamid(),
                message.sender(),
                message.kind(),
                message.header(),
                message.body(),
                message.footer(),
                message.media(),
                message.buttons(),
                message.template(),
                message.category(),
                message.isRequest(),
                message.answer(),
                message.answeredAt(),
                message.contextId(),
                message.opaque(),
                message.sentAt(),
                message.deliveredAt(),
                message.readAt(),
                message.failedAt(),
                message.failedCode());
    }
}
