package dev.assent.permission;

import dev.assent.contact.Search;
import dev.assent.contact.Who;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.number.OurNumbers;
import dev.assent.rules.RequestLife;
import dev.assent.tenancy.Id;
import dev.assent.web.Page;
import dev.assent.web.PageRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists requests, of everybody and through every number, true at this very second. */
@Component
class RequestLists {

    /** The order by moment of asking, latest first, for {@code @Sorted}. */
    static final String BY_ASKING = "-asked";

    /** The order by who was asked, for {@code @Sorted}. */
    static final String BY_NAME = "name";

    /** The order by end, soonest first, those that wait before the others; for {@code @Sorted}. */
    static final String BY_END = "expires";

    private static final String OPEN =
            Stream.of(RequestLife.Status.values())
                    .filter(RequestLife.Status::open)
                    .map(status -> "'" + status + "'")
                    .collect(Collectors.joining(", ", "(", ")"));

    private static final String SELECT =
            """
            select request.id, pair_id, free_form, template, language, body, asked_by, moment, status,
                status_at, expires_at, message_id, error_code, error, contact_id, number_id, name,
                phone, wa_id, user_id
            from %s
            join pair on pair.id = pair_id join contact on contact.id = contact_id
            """;

    /** Beside nothing stands who was never asked. */
    private static final String SOUGHT =
            """
            %s left join pair on contact_id = sought.person
            left join request on pair_id = pair.id
            """;

    private final Rulebook rulebook;
    private final Settling settling;
    private final Numbers numbers;
    private final JdbcClient jdbc;
    private final InstantSource time;

    RequestLists(
            Rulebook rulebook,
            Settling settling,
            Numbers numbers,
            JdbcClient jdbc,
            InstantSource time) {
        this.rulebook = rulebook;
        this.settling = settling;
        this.numbers = numbers;
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * How many requests of each kind there are under a search.
     *
     * @param more whether others may fit besides, see {@link Search#MOST}
     */
    record Found(Map<Progress, Long> counts, boolean more) {

        long total(@Nullable Progress progress) {
            return progress == null
                    ? counts.values().stream().mapToLong(Long::longValue).sum()
                    : counts.getOrDefault(progress, 0L);
        }

        /** As far as that is known. */
        @Nullable Long told(@Nullable Progress progress) {
            return more ? null : (Long) total(progress);
        }
    }

    /**
     * A page of requests.
     *
     * @param found how many of each kind there would be under the same search
     * @param askers everybody who ever asked, by name
     * @param connected whether a number of ours can ask
     */
    record Listing(
            RequestFilter filter,
            Page<RequestRow> page,
            Found found,
            List<String> askers,
            boolean connected) {

        List<Id> ids() {
            return page.rows().stream().map(RequestRow::id).toList();
        }
    }

    @Transactional
    Listing list(RequestFilter filter, PageRequest asked) {
        var now = time.instant();
        if (rulebook.open().isDue(now)) {
            settling.settle();
        }
        var search = Search.of(filter.q());
        var found = count(filter, search);
        var request = asked.within(found.total(filter.progress()));
        var ours = numbers.all();
        return new Listing(
                filter,
                new Page<>(
                        rows(filter, search, request, new Reader(new OurNumbers(ours), now)),
                        found.total(filter.progress()),
                        found.more(),
                        request),
                found,
                askers(),
                ours.stream().anyMatch(BusinessNumber::connected));
    }

    /** One request as lists show it; empty if there is none. */
    @Transactional
    Optional<RequestRow> row(Id request) {
        return jdbc.sql(SELECT.formatted("request") + "where request.id = ?")
                .param(request.value())
                .query(new Reader(new OurNumbers(numbers.all()), time.instant()))
                .optional();
    }

    private Found count(RequestFilter filter, Search search) {
        var counts = new EnumMap<Progress, Long>(Progress.class);
        var people = new long[1];
        jdbc.sql(
                        search.narrows()
                                ? """
                                select status, count(*) total from %s
                                where status is not null and %s group by status
                                union all select null, count(*) from %s
                                """
                                        .formatted(
                                                SOUGHT.formatted(search.people()),
                                                asker(filter),
                                                search.people())
                                : """
                                select status, count(*) total from request
                                force index (request_by_status) where %s group by status
                                """
                                        .formatted(asker(filter)))
                .params(parameters(filter, search))
                .query(row -> {
                    var status = row.getString("status");
                    if (status == null) {
                        people[0] = row.getLong("total");
                    } else {
                        counts.merge(
                                Progress.of(RequestLife.Status.valueOf(status)),
                                row.getLong("total"),
                                Long::sum);
                    }
                });
        return new Found(counts, people[0] >= Search.MOST);
    }

    private List<RequestRow> rows(
            RequestFilter filter, Search search, PageRequest request, Reader reader) {
        var page =
                "(select request.id as listed from %s where %s and %s order by %s limit :count offset :offset) page join request on request.id = listed"
                        .formatted(
                                search.narrows()
                                        ? SOUGHT.formatted(search.people())
                                        : "request " + index(filter, request),
                                filter.progress() == null
                                        ? "request.id is not null"
                                        : "status in (:statuses)",
                                asker(filter),
                                order(request));
        return jdbc
                .sql(SELECT.formatted(page) + "order by " + order(request))
                .params(parameters(filter, search))
                .param("count", request.size())
                .param("offset", request.offset())
                .query(reader)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private static Map<String, Object> parameters(RequestFilter filter, Search search) {
        var parameters = new HashMap<>(search.parameters());
        if (filter.asker() != null) {
            parameters.put("asker", filter.asker());
        }
        if (filter.progress() != null) {
            parameters.put(
                    "statuses", filter.progress().statuses().stream().map(Enum::name).toList());
        }
        return parameters;
    }

    private static String asker(RequestFilter filter) {
        return filter.asker() == null ? "true" : "asked_by = :asker";
    }

    /** Walked in the order asked for, or read for some progress and sorted. */
    private static String index(RequestFilter filter, PageRequest request) {
        if (filter.progress() != null) {
            return "force index (request_by_status)";
        }
        return switch (request.sort()) {
            case "expires" -> "";
            case "name" -> "force index (request_by_name)";
            default -> "force index (request_by_moment)";
        };
    }

    private static String order(PageRequest request) {
        var direction = request.direction();
        return switch (request.sort()) {
            case "name" ->
                    "request.sort_name %1$s, moment %1$s, request.id %1$s".formatted(direction);
            case "expires" ->
                    "status in %s desc, expires_at %s, request.id".formatted(OPEN, direction);
            default -> "moment %1$s, request.id %1$s".formatted(direction);
        };
    }

    private List<String> askers() {
        return jdbc
                .sql("select distinct asked_by from request order by asked_by limit 100")
                .query(String.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private record Reader(OurNumbers numbers, Instant now) implements RowMapper<RequestRow> {

        @Override
        public RequestRow mapRow(ResultSet row, int place) throws SQLException {
            return RequestRow.of(
                    Requests.request(row),
                    new Id(row.getLong("contact_id")),
                    Who.of(row),
                    numbers.told(new Id(row.getLong("number_id"))),
                    now);
        }
    }
}
