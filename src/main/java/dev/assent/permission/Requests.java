package dev.assent.permission;

import dev.assent.rules.RequestLife;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The requests of the current tenant: how they were asked, and what the ledger says became of them.
 */
@Component
public class Requests {

    /** The live topic of all lists of requests: one was made, or has come further. */
    public static final String LIST = "requests";

    private static final String SELECT =
            """
            select id, pair_id, free_form, template, language, body, asked_by, moment, status,
                status_at, expires_at, message_id, error_code, error
            from request
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Requests(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** The live topic of one request: it has come further. */
    public static String topic(Id request) {
        return "request-" + request;
    }

    /** Enters an attempt; what becomes of it is told by the ledger. */
    void add(Pair pair, Ask ask, Instant now) {
        var template = ask.way() instanceof Ask.ByTemplate way ? way.template() : null;
        add(
                pair,
                new Chronicle.PastRequest(
                        ask.attempt(),
                        now,
                        template == null ? null : template.name(),
                        template == null ? null : template.language(),
                        text(ask.way()),
                        ask.askedBy(),
                        ask.asker()));
    }

    void add(Pair pair, Chronicle.PastRequest request) {
        jdbc.sql(
                        """
                        insert into request (id, pair_id, sort_name, free_form, template, language, body,
                            asked_by, asked_by_account, moment, status, expires_at)
                        values (:id, :pair, (select sort_name from pair where id = :pair), :freeForm, :template, :language, :body, :askedBy,
                            :asker, :at, 'UNKNOWN', :at)
                        """)
                .param("id", request.attempt().value())
                .param("pair", pair.id().value())
                .param("freeForm", request.template() == null)
                .param("template", request.template())
                .param("language", request.language())
                .param("body", request.body())
                .param("askedBy", request.askedBy())
                .param("asker", request.asker() == null ? null : request.asker().value())
                .param("at", request.at())
                .update();
    }

    private static String text(Ask.Way way) {
        return switch (way) {
            case Ask.FreeForm(var body) -> Objects.requireNonNullElse(body, "");
            case Ask.ByTemplate(var template, var variables) -> template.text(variables);
        };
    }

    /** What Meta said when she did not take it. */
    void noteError(Id attempt, MetaError error) {
        jdbc.sql("update request set error_code = ?, error = left(?, 1000) where id = ?")
                .params(error.code(), error.message(), attempt.value())
                .update();
    }

    Request get(Id attempt) {
        return find(attempt).orElseThrow();
    }

    /** The request with this identity. */
    public Optional<Request> find(Id attempt) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(attempt.value())
                .query(Request.class)
                .optional();
    }

    /** All that was asked of this person through this number, the newest first. */
    List<Request> of(Id number, Id contact) {
        return jdbc
                .sql(
                        SELECT
                                + """
                                where pair_id = (
                                    select id from pair where number_id = ? and contact_id = ?)
                                order by moment desc, id desc
                                """)
                .params(number.value(), contact.value())
                .query(Request.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    /** All that was asked of this person through any number, the newest first. */
    List<Request> of(Id contact) {
        return jdbc
                .sql(
                        SELECT
                                + """
                                where pair_id in (select id from pair where contact_id = ?)
                                order by moment desc, id desc
                                """)
                .param(contact.value())
                .query(Request.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    /** All that was asked of these people through any number, in no order. */
    List<Request> of(Collection<Id> contacts) {
        return jdbc
                .sql(
                        SELECT
                                + "where pair_id in (select id from pair where contact_id in"
                                + " (:contacts))")
                .param("contacts", contacts.stream().map(Id::value).toList())
                .query(Request.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    /**
     * Who asked something of a pair, and when.
     *
     * @param messageId Meta's id of the message; null while unknown
     */
    record Asker(Id pair, @Nullable String messageId, Id account, Instant at) {}

    /** The members who asked anything of these pairs that did not fail, the latest first. */
    List<Asker> askers(Collection<Id> pairs) {
        return jdbc.sql(
                        """
                        select pair_id, message_id, asked_by_account, moment from request
                        where pair_id in (:pairs) and asked_by_account is not null
                            and status <> 'FAILED'
                        order by moment desc, id desc
                        """)
                .param("pairs", pairs.stream().map(Id::value).toList())
                .query((row, _) ->
                        new Asker(
                                new Id(row.getLong("pair_id")),
                                row.getString("message_id"),
                                new Id(row.getLong("asked_by_account")),
                                row.getTimestamp("moment").toInstant()))
                .list();
    }

    /** Writes down what became of requests that are stored already. */
    void save(Collection<RequestLife> lives) {
        if (lives.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                """
                insert into request
                    (id, pair_id, free_form, body, asked_by, moment, status, status_at, expires_at, message_id)
                values (?, 0, false, '', '', ?, ?, ?, ?, ?)
                on duplicate key update
                    moment = values(moment),
                    status = values(status),
                    status_at = values(status_at),
                    expires_at = values(expires_at),
                    message_id = values(message_id)
                """,
                lives.stream().map(Requests::row).toList());
    }

    /** What Meta said of messages that did not arrive. */
    void noteErrors(Collection<Failed> failed) {
        if (failed.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                "update request set error_code = ?, error = left(?, 1000) where message_id = ?",
                failed.stream()
                        .map(one ->
                                new Object[] {
                                    one.error().code(), one.error().message(), one.messageId()
                                })
                        .toList());
    }

    /** A message that did not arrive, and why. */
    record Failed(String messageId, MetaError error) {}

    static Request request(ResultSet row) throws SQLException {
        var code = row.getInt("error_code");
        var error = row.wasNull() ? null : code;
        return new Request(
                new Id(row.getLong("id")),
                new Id(row.getLong("pair_id")),
                row.getBoolean("free_form"),
                row.getString("template"),
                row.getString("language"),
                row.getString("body"),
                row.getString("asked_by"),
                row.getTimestamp("moment").toInstant(),
                RequestLife.Status.valueOf(row.getString("status")),
                row.getTimestamp("status_at") == null
                        ? null
                        : row.getTimestamp("status_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getString("message_id"),
                error,
                row.getString("error"));
    }

    private static @Nullable Object[] row(RequestLife life) {
        return new @Nullable Object[] {
            Id.parse(life.attempt()).value(),
            life.moment(),
            life.status().name(),
            life.changedAt(),
            life.until(),
            life.metaId()
        };
    }
}
