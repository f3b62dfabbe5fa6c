package dev.assent.call;

import dev.assent.contact.Who;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.number.OurNumbers;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.web.Choice;
import dev.assent.web.Page;
import dev.assent.web.PageRequest;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Lists calls. A page takes at most five questions to the database, however many there are. */
@Component
class LogLists {

    /** The order by beginning, latest first, for {@code @Sorted}. */
    static final String BY_BEGINNING = "-began";

    static final String BY_NAME = "name";

    /** The order by how long they talked, longest first. */
    static final String BY_TALK = "-talked";

    private static final String COLUMNS =
            """
            phone_call.id, number_id, contact_id, incoming, phone_call.agent_name, began_at,
                ringing_at, connected_at, picked_up_at, ended_at, seconds, outcome, error_code,
                error, phone_call.note, tag, name, phone, wa_id, user_id
            """;

    private static final String TALKED =
            "coalesce(seconds, timestampdiff(second, picked_up_at, ended_at))";

    private final Numbers numbers;
    private final CallWords words;
    private final JdbcClient jdbc;

    LogLists(Numbers numbers, CallWords words, JdbcClient jdbc) {
        this.numbers = numbers;
        this.words = words;
        this.jdbc = jdbc;
    }

    /**
     * A page of calls.
     *
     * @param counts how many of each kind there would be under the same search
     * @param agents everybody who ever called or took a call, by the name of the last one
     */
    record Listing(
            LogFilter filter,
            Page<LogRow> page,
            Map<Ending, Long> counts,
            List<BusinessNumber> numbers,
            List<Choice> agents) {

        long count(@Nullable Ending ending) {
            return ending == null
                    ? counts.values().stream().mapToLong(Long::longValue).sum()
                    : counts.getOrDefault(ending, 0L);
        }

        List<Id> ids() {
            return page.rows().stream().map(LogRow::id).toList();
        }
    }

    @Transactional(readOnly = true)
    public Listing list(LogFilter filter, PageRequest asked) {
        var query = LogQuery.of(filter, Tenant.current().zone());
        var counts = count(query);
        var total =
                filter.ending() == null
                        ? counts.values().stream().mapToLong(Long::longValue).sum()
                        : counts.getOrDefault(filter.ending(), 0L);
        var request = asked.within(total);
        var all = numbers.all();
        var rows = total == 0 ? List.<LogRow>of() : rows(filter, query, request, all);
        return new Listing(filter, new Page<>(rows, total, request), counts, all, agents());
    }

    /** One call as the log shows it; empty if there is none. */
    @Transactional(readOnly = true)
    public Optional<LogRow> row(Id call) {
        return jdbc.sql(
                        "select %s from phone_call join contact on contact.id = contact_id where phone_call.id = ?"
                                .formatted(COLUMNS))
                .param(call.value())
                .query(reader(numbers.all()))
                .optional();
    }

    private Map<Ending, Long> count(LogQuery query) {
        var counts = new EnumMap<Ending, Long>(Ending.class);
        jdbc.sql(
                        "select outcome, incoming, count(*) as total %s where %s group by outcome, incoming"
                                .formatted(query.from(false), query.besides()))
                .params(query.parameters())
                .query(row -> {
                    counts.merge(
                            Ending.of(outcome(row), row.getBoolean("incoming")),
                            row.getLong("total"),
                            Long::sum);
                });
        return counts;
    }

    /** Which ones is found in the index; only those of the page are read. */
    private List<LogRow> rows(
            LogFilter filter, LogQuery query, PageRequest request, List<BusinessNumber> all) {
        var byName = request.sort().equals("name");
        return jdbc
                .sql(
                        """
                        select %1$s
                        from (
                            select phone_call.id as listed %2$s where %3$s
                            order by %4$s limit :count offset :offset) page
                        join phone_call on phone_call.id = listed
                        join contact on contact.id = contact_id
                        order by %4$s
                        """
                                .formatted(
                                        COLUMNS,
                                        query.from(byName),
                                        query.where(filter),
                                        order(request)))
                .params(query.parameters())
                .param("count", request.size())
                .param("offset", request.offset())
                .query(reader(all))
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private static String order(PageRequest request) {
        var direction = request.direction();
        return switch (request.sort()) {
            case "name" -> "sort_name %1$s, began_at desc, phone_call.id desc".formatted(direction);
            case "talked" -> "%s %2$s, phone_call.id %2$s".formatted(TALKED, direction);
            default -> "began_at %1$s, phone_call.id %1$s".formatted(direction);
        };
    }

    /** A call, and where the next ones begin. */
    record Cursor(Instant began, Id call) {}

    /** The next calls of an export, the latest first. */
    @Transactional(readOnly = true)
    public List<LogRow> after(LogFilter filter, @Nullable Cursor last, int most) {
        var query = LogQuery.of(filter, Tenant.current().zone());
        var further =
                last == null
                        ? "true"
                        : "began_at <= :began and (began_at < :began or phone_call.id < :last)";
        var select =
                jdbc.sql(
                                "select %s %s where %s and %s order by began_at desc, phone_call.id desc limit :most"
                                        .formatted(
                                                COLUMNS,
                                                query.from(true),
                                                query.where(filter),
                                                further))
                        .params(query.parameters())
                        .param("most", most);
        if (last != null) {
            select = select.param("began", last.began()).param("last", last.call().value());
        }
        return select.query(reader(numbers.all())).list().stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private List<Choice> agents() {
        return jdbc.sql(
                        """
                        select agent, (
                            select agent_name from phone_call latest
                            where latest.agent = everybody.agent
                            order by began_at desc limit 1) as name
                        from (
                            select distinct agent from phone_call
                            where agent is not null limit 100) everybody
                        order by name
                        """)
                .query((row, _) ->
                        new Choice(
                                new Id(row.getLong("agent")).toString(),
                                Objects.requireNonNullElse(row.getString("name"), "")))
                .list();
    }

    private RowMapper<LogRow> reader(List<BusinessNumber> all) {
        return (row, place) -> row(row, all);
    }

    private LogRow row(ResultSet row, List<BusinessNumber> all) throws SQLException {
        var id = new Id(row.getLong("id"));
        var number = new Id(row.getLong("number_id"));
        var who = Who.of(row);
        var outcome = outcome(row);
        return new LogRow(
                id,
                Call.topic(id),
                new Id(row.getLong("contact_id")),
                number,
                who.name(),
                who.phone(),
                new OurNumbers(all).told(number),
                row.getBoolean("incoming"),
                row.getString("agent_name"),
                row.getTimestamp("began_at").toInstant(),
                outcome,
                rang(row),
                talked(row),
                outcome == Outcome.FAILED || outcome == Outcome.UNKNOWN
                        ? failure(row, outcome)
                        : null,
                Tag.ofKey(row.getString("tag")).orElse(null),
                Objects.requireNonNullElse(row.getString("note"), ""));
    }

    private static @Nullable Outcome outcome(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return outcome == null ? null : Outcome.valueOf(outcome);
    }

    /** From its first ring on; people's calls ring as soon as we hear of them. */
    private static @Nullable Integer rang(ResultSet row) throws SQLException {
        var ringing = instant(row.getTimestamp("ringing_at"));
        var pickedUp = instant(row.getTimestamp("picked_up_at"));
        var until = pickedUp == null ? instant(row.getTimestamp("ended_at")) : pickedUp;
        if (ringing == null || until == null) {
            return null;
        }
        return (int) Math.max(0, Duration.between(ringing, until).toSeconds());
    }

    private static @Nullable Integer talked(ResultSet row) throws SQLException {
        var pickedUp = instant(row.getTimestamp("picked_up_at"));
        var ended = instant(row.getTimestamp("ended_at"));
        if (pickedUp == null || ended == null) {
            return null;
        }
        var told = row.getObject("seconds", Integer.class);
        return told != null ? told : (int) Duration.between(pickedUp, ended).toSeconds();
    }

    private String failure(ResultSet row, Outcome outcome) throws SQLException {
        var code = row.getObject("error_code", Integer.class);
        if (code != null) {
            return words.why(
                    new MetaError(
                            code,
                            Objects.requireNonNullElse(row.getString("error"), ""),
                            null,
                            null));
        }
        return words.message(outcome == Outcome.UNKNOWN ? "call.unconfirmed" : "call.failed");
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
