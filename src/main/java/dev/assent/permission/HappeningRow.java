package dev.assent.permission;

import dev.assent.rules.Happening;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** How a happening lies in the database: one row, its kind decides which columns mean something. */
final class HappeningRow {

    /** In this order, the first of a row. */
    static final String COLUMNS =
            """
            pair_id, source, at, kind, word, meta_id, attempt, automatic, permanent, incoming, until,
                started, ended, seconds, detail
            """;

    static final String INSERT =
            """
            insert into happening (pair_id, source, at, kind, word, meta_id, attempt, automatic,
                permanent, incoming, until, started, ended, seconds, detail)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on duplicate key update at = if(kind = 'message', greatest(at, values(at)), at)
            """;

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final int SOURCE = 2;
    private static final int AT = 3;
    private static final int KIND = 4;
    private static final int WORD = 5;
    private static final int META_ID = 6;
    private static final int ATTEMPT = 7;
    private static final int AUTOMATIC = 8;
    private static final int PERMANENT = 9;
    private static final int INCOMING = 10;
    private static final int UNTIL = 11;
    private static final int STARTED = 12;
    private static final int ENDED = 13;
    private static final int SECONDS = 14;
    private static final int DETAIL = 15;
    private static final int WIDTH = 15;

    private final @Nullable Object[] columns = new @Nullable Object[WIDTH];

    private HappeningRow(Ledger.Entry entry, String kind) {
        set(1, entry.pair().value());
        set(SOURCE, entry.happening().id());
        set(AT, entry.happening().at());
        set(KIND, kind);
        set(AUTOMATIC, false);
        set(PERMANENT, false);
        set(INCOMING, false);
    }

    /** What has no columns of its own. */
    private record Counters(
            boolean mayAsk,
            boolean mayCall,
            Happening.@Nullable Quota requestsIn24h,
            Happening.@Nullable Quota requestsIn7d,
            Happening.@Nullable Quota callsIn24h) {}

    static @Nullable Object[] write(Ledger.Entry entry) {
        return row(entry).columns;
    }

    private static HappeningRow row(Ledger.Entry entry) {
        return switch (entry.happening()) {
            case Happening.Request _ -> new HappeningRow(entry, "request");
            case Happening.Dial _ -> new HappeningRow(entry, "dial");
            case Happening.Message _ -> new HappeningRow(entry, "message");
            case Happening.HandedOver word ->
                    new HappeningRow(entry, "handed")
                            .set(ATTEMPT, word.attempt())
                            .set(META_ID, word.metaId());
            case Happening.Refusal word ->
                    new HappeningRow(entry, "refusal")
                            .set(ATTEMPT, word.attempt())
                            .set(WORD, word.why().name())
                            .set(UNTIL, word.until());
            case Happening.Status word ->
                    new HappeningRow(entry, "status")
                            .set(META_ID, word.metaId())
                            .set(ATTEMPT, word.attempt())
                            .set(WORD, word.delivery().name());
            case Happening.Accept reply ->
                    new HappeningRow(entry, "accept")
                            .set(META_ID, reply.answers())
                            .set(AUTOMATIC, reply.automatic())
                            .set(PERMANENT, reply.permanent())
                            .set(UNTIL, reply.until());
            case Happening.Reject reply ->
                    new HappeningRow(entry, "reject")
                            .set(META_ID, reply.answers())
                            .set(AUTOMATIC, reply.automatic());
            case Happening.CallSeen word -> new HappeningRow(entry, "seen").call(word);
            case Happening.CallPickedUp word -> new HappeningRow(entry, "pickedup").call(word);
            case Happening.CallFailed word -> new HappeningRow(entry, "failed").call(word);
            case Happening.CallEnded word ->
                    new HappeningRow(entry, "ended")
                            .call(word)
                            .set(STARTED, word.start())
                            .set(ENDED, word.end())
                            .set(SECONDS, word.duration());
            case Happening.Reading reading ->
                    new HappeningRow(entry, "reading")
                            .set(WORD, reading.permission().name())
                            .set(UNTIL, reading.until())
                            .set(DETAIL, JSON.writeValueAsString(counters(reading)));
        };
    }

    private static Counters counters(Happening.Reading reading) {
        return new Counters(
                reading.mayAsk(),
                reading.mayCall(),
                reading.requestsIn24h(),
                reading.requestsIn7d(),
                reading.callsIn24h());
    }

    private HappeningRow call(Happening.CallWord word) {
        return set(META_ID, word.metaId())
                .set(ATTEMPT, word.attempt())
                .set(INCOMING, word.direction() == Happening.Direction.INCOMING);
    }

    private HappeningRow set(int column, @Nullable Object value) {
        columns[column - 1] = value;
        return this;
    }

    static Happening read(ResultSet row) throws SQLException {
        var id = row.getString(SOURCE);
        var at = moment(row, AT);
        if (at == null) {
            throw new IllegalStateException("a happening without a time: " + id);
        }
        return switch (row.getString(KIND)) {
            case "request" -> new Happening.Request(id, at);
            case "dial" -> new Happening.Dial(id, at);
            case "message" -> new Happening.Message(id, at);
            case "handed" ->
                    new Happening.HandedOver(
                            id, at, row.getString(ATTEMPT), row.getString(META_ID));
            case "refusal" ->
                    new Happening.Refusal(
                            id,
                            at,
                            row.getString(ATTEMPT),
                            Happening.Why.valueOf(row.getString(WORD)),
                            moment(row, UNTIL));
            case "status" ->
                    new Happening.Status(
                            id,
                            at,
                            row.getString(META_ID),
                            row.getString(ATTEMPT),
                            Happening.Delivery.valueOf(row.getString(WORD)));
            case "accept" ->
                    new Happening.Accept(
                            id,
                            at,
                            row.getString(META_ID),
                            row.getBoolean(AUTOMATIC),
                            row.getBoolean(PERMANENT),
                            moment(row, UNTIL));
            case "reject" ->
                    new Happening.Reject(id, at, row.getString(META_ID), row.getBoolean(AUTOMATIC));
            case "seen" ->
                    new Happening.CallSeen(
                            id, at, row.getString(META_ID), row.getString(ATTEMPT), direction(row));
            case "pickedup" ->
                    new Happening.CallPickedUp(
                            id, at, row.getString(META_ID), row.getString(ATTEMPT), direction(row));
            case "failed" ->
                    new Happening.CallFailed(
                            id, at, row.getString(META_ID), row.getString(ATTEMPT), direction(row));
            case "ended" ->
                    new Happening.CallEnded(
                            id,
                            at,
                            row.getString(META_ID),
                            row.getString(ATTEMPT),
                            direction(row),
                            moment(row, STARTED),
                            moment(row, ENDED),
                            row.getObject(SECONDS, Integer.class));
            case "reading" -> reading(id, at, row);
            case String kind -> throw new IllegalStateException("no happening: " + kind);
        };
    }

    private static Happening.Reading reading(String id, Instant at, ResultSet row)
            throws SQLException {
        var counters = JSON.readValue(row.getString(DETAIL), Counters.class);
        return new Happening.Reading(
                id,
                at,
                Happening.Permission.valueOf(row.getString(WORD)),
                moment(row, UNTIL),
                counters.mayAsk(),
                counters.mayCall(),
                counters.requestsIn24h(),
                counters.requestsIn7d(),
                counters.callsIn24h());
    }

    private static Happening.Direction direction(ResultSet row) throws SQLException {
        return row.getBoolean(INCOMING)
                ? Happening.Direction.INCOMING
                : Happening.Direction.OUTGOING;
    }

    /** Not by way of {@code Timestamp}, which asks a calendar each time. */
    private static @Nullable Instant moment(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
