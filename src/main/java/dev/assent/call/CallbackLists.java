package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.access.Members;
import dev.assent.contact.Search;
import dev.assent.contact.Who;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.number.OurNumbers;
import dev.assent.tenancy.Id;
import dev.assent.web.Page;
import dev.assent.web.PageRequest;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lists who wants to be called. */
@Component
class CallbackLists {

    /** The order by due time, soonest first, for {@code @Sorted}. */
    static final String BY_DUE = "due";

    /** Those that came up last come first. */
    static final String BY_LAST = "-last";

    static final String BY_NAME = "name";

    private static final String FROM =
            "from callback join contact on contact.id = callback.contact_id ";

    private static final String COLUMNS =
            "select " + Callbacks.COLUMNS + ", name, phone, wa_id, user_id ";

    private final Members members;
    private final Numbers numbers;
    private final JdbcClient jdbc;
    private final InstantSource time;

    CallbackLists(Members members, Numbers numbers, JdbcClient jdbc, InstantSource time) {
        this.members = members;
        this.numbers = numbers;
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * A page of callbacks.
     *
     * @param counts how many there would be of each part under the same search
     * @param members everybody who may take care of one
     * @param any whether there has ever been one
     */
    record Listing(
            CallbackFilter filter,
            Page<CallbackRow> page,
            Map<CallbackFilter.Part, Long> counts,
            List<BusinessNumber> numbers,
            List<Member> members,
            boolean any) {

        long count(CallbackFilter.Part part) {
            return counts.getOrDefault(part, 0L);
        }

        List<Id> ids() {
            return page.rows().stream().map(CallbackRow::id).toList();
        }
    }

    @Transactional(readOnly = true)
    public Listing list(CallbackFilter filter, PageRequest asked, Id reader) {
        var search = Search.of(filter.q());
        var parameters = parameters(filter, search);
        var condition = besides(filter);
        var counts = count("from callback " + among(search), condition, parameters);
        var total = Objects.requireNonNull(counts.get(filter.part()));
        var request = asked.within(total);
        var all = numbers.all();
        var rows =
                jdbc
                        .sql(
                                COLUMNS
                                        + FROM
                                        + among(search)
                                        + "where %s and %s order by %s limit :count offset :offset"
                                                .formatted(
                                                        part(filter.part()),
                                                        condition,
                                                        order(request)))
                        .params(parameters)
                        .param("count", request.size())
                        .param("offset", request.offset())
                        .query(reader(all, reader))
                        .list()
                        .stream()
                        .map(Objects::requireNonNull)
                        .toList();
        return new Listing(
                filter,
                new Page<>(rows, total, request),
                counts,
                all,
                members.all(),
                !rows.isEmpty() || any());
    }

    /** One as lists show it; empty if there is none. */
    @Transactional(readOnly = true)
    public Optional<CallbackRow> row(Id callback, Id reader) {
        return jdbc.sql(COLUMNS + FROM + "where callback.id = ?")
                .param(callback.value())
                .query(reader(numbers.all(), reader))
                .optional();
    }

    /** How many wait. */
    @Transactional(readOnly = true)
    public long waiting() {
        return jdbc.sql("select count(*) from callback where state in ('OPEN', 'IN_PROGRESS')")
                .query(Long.class)
                .single();
    }

    private boolean any() {
        return jdbc.sql("select exists (select 1 from callback)").query(Boolean.class).single();
    }

    private Map<String, Object> parameters(CallbackFilter filter, Search search) {
        var parameters = new HashMap<String, Object>(search.parameters());
        parameters.put("now", time.instant());
        if (filter.number() != null) {
            parameters.put("number", filter.number().value());
        }
        if (filter.agent() != null && !filter.agent().equals(CallbackFilter.NOBODY)) {
            parameters.put("agent", Id.parse(filter.agent()).value());
        }
        return parameters;
    }

    private static String among(Search search) {
        return search.narrows()
                ? "join " + search.people() + " on sought.person = callback.contact_id "
                : "";
    }

    private static String besides(CallbackFilter filter) {
        var agent =
                filter.agent() == null
                        ? "true"
                        : filter.agent().equals(CallbackFilter.NOBODY)
                                ? "callback.agent is null"
                                : "callback.agent = :agent";
        return filter.number() == null ? agent : agent + " and callback.number_id = :number";
    }

    private static String part(CallbackFilter.Part part) {
        return switch (part) {
            case PENDING -> "state in ('OPEN', 'IN_PROGRESS')";
            case OPEN -> "state = 'OPEN'";
            case IN_PROGRESS -> "state = 'IN_PROGRESS'";
            case OVERDUE -> "state in ('OPEN', 'IN_PROGRESS') and due_at <= :now";
            case DONE -> "state = 'DONE'";
        };
    }

    private Map<CallbackFilter.Part, Long> count(
            String from, String condition, Map<String, Object> parameters) {
        var counts = new EnumMap<CallbackFilter.Part, Long>(CallbackFilter.Part.class);
        var columns =
                List.of(CallbackFilter.Part.values()).stream()
                        .map(part -> "count(if(%s, 1, null)) as %s".formatted(part(part), part))
                        .collect(Collectors.joining(", "));
        jdbc.sql("select %s %s where %s".formatted(columns, from, condition))
                .params(parameters)
                .query(row -> {
                    for (var part : CallbackFilter.Part.values()) {
                        counts.put(part, row.getLong(part.name()));
                    }
                });
        return counts;
    }

    private static String order(PageRequest request) {
        var direction = request.direction();
        return switch (request.sort()) {
            case "name" -> "sort_name %1$s, callback.id %1$s".formatted(direction);
            case "last" -> "last_at %1$s, callback.id %1$s".formatted(direction);
            default -> "due_at %1$s, callback.id %1$s".formatted(direction);
        };
    }

    private RowMapper<CallbackRow> reader(List<BusinessNumber> numbers, Id reader) {
        var now = time.instant();
        return (row, place) -> {
            var callback = Callbacks.read(row, place);
            return CallbackRow.of(
                    callback,
                    Who.of(row),
                    new OurNumbers(numbers).told(callback.number()),
                    reader,
                    now);
        };
    }
}
