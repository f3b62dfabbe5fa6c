package dev.assent.permission;

import dev.assent.contact.PhoneNumber;
import dev.assent.contact.Search;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
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

    private static final String NAMES =
            "join pair on pair.id = pair_id join contact on contact.id = contact_id ";

    private static final String SELECT =
            """
            select request.id, pair_id, free_form, template, language, body, asked_by, moment, status,
                status_at, expires_at, message_id, error_code, error, contact_id, number_id, name,
                phone, wa_id, user_id
            from request
            """
                    + NAMES;

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
     * A page of requests.
     *
     * @param counts how many of each kind there would be under the same search
     * @param askers everybody who ever asked, by name
     */
    record Listing(
            RequestFilter filter,
            Page<RequestRow> page,
            Map<Progress, Long> counts,
            List<String> askers) {

        long count(@Nullable Progress progress) {
            return progress == null
                    ? counts.values().stream().mapToLong(Long::longValue).sum()
                    : counts.getOrDefault(progress, 0L);
        }

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
        var parameters = new HashMap<>(search.parameters());
        parameters.put("asker", filter.asker() == null ? "" : filter.asker());
        var condition = "(:asker = '' or asked_by = :asker) and " + search.condition();
        var counts = count(search.narrows(), condition, parameters);
        var total =
                filter.progress() == null
                        ? counts.values().stream().mapToLong(Long::longValue).sum()
                        : counts.getOrDefault(filter.progress(), 0L);
        var request = asked.within(total);
        var rows = rows(filter, condition, parameters, request, now);
        return new Listing(filter, new Page<>(rows, total, request), counts, askers());
    }

    /** One request as lists show it; empty if there is none. */
    @Transactional
    Optional<RequestRow> row(Id request) {
        return jdbc.sql(SELECT + "where request.id = ?")
                .param(request.value())
                .query(new Reader(numbers.all(), time.instant()))
                .optional();
    }

    private Map<Progress, Long> count(
            boolean byName, String condition, Map<String, Object> parameters) {
        var counts = new EnumMap<Progress, Long>(Progress.class);
        jdbc.sql(
                        """
                        select status, count(*) as total from request %s where %s group by status
                        """
                                .formatted(byName ? NAMES : "", condition))
                .params(parameters)
                .query(row -> {
                    counts.merge(
                            Progress.of(RequestLife.Status.valueOf(row.getString("status"))),
                            row.getLong("total"),
                            Long::sum);
                });
        return counts;
    }

    private List<RequestRow> rows(
            RequestFilter filter,
            String condition,
            Map<String, Object> parameters,
            PageRequest request,
            Instant now) {
        var progress =
                filter.progress() == null
                        ? List.of(RequestLife.Status.values())
                        : filter.progress().statuses();
        return jdbc
                .sql(
                        SELECT
                                + "where status in (:statuses) and %s order by %s limit :count offset :offset"
                                        .formatted(condition, order(request)))
                .params(parameters)
                .param("statuses", progress.stream().map(Enum::name).toList())
                .param("count", request.size())
                .param("offset", request.offset())
                .query(new Reader(numbers.all(), now))
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private static String order(PageRequest request) {
        var direction = request.direction();
        return switch (request.sort()) {
            case "name" -> "sought %1$s, moment desc, request.id desc".formatted(direction);
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

    private record Reader(List<BusinessNumber> numbers, Instant now)
            implements RowMapper<RequestRow> {

        @Override
        public RequestRow mapRow(ResultSet row, int place) throws SQLException {
            var number = new Id(row.getLong("number_id"));
            return RequestRow.of(
                    Requests.request(row),
                    new Id(row.getLong("contact_id")),
                    row.getString("name"),
                    phone(row),
                    numbers.size() < 2
                            ? null
                            : numbers.stream()
                                    .filter(one -> one.id().equals(number))
                                    .findFirst()
                                    .orElse(null),
                    now);
        }

        private static String phone(ResultSet row) throws SQLException {
            var phone = row.getString("phone");
            if (phone != null) {
                return new PhoneNumber(phone).international();
            }
            var waId = row.getString("wa_id");
            return waId != null ? waId : row.getString("user_id");
        }
    }
}
