package dev.assent.call;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.Search;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.number.OurNumbers;
import dev.assent.permission.MayBeCalled;
import dev.assent.permission.Sheets;
import dev.assent.rules.Policy;
import dev.assent.tenancy.Id;
import dev.assent.web.Page;
import dev.assent.web.PageRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lists whom we may call now. Which rows there are, and how many, is told by what is written down
 * of each pair; what a row says is judged by the rules for the second it is asked in.
 */
@Component
class ReadyLists {

    /** The order by end of the permission, soonest first, those without an end last. */
    static final String BY_END = "until";

    static final String BY_NAME = "name";

    /** Those who allowed it last come first. */
    static final String BY_GRANT = "-granted";

    private static final String FROM =
            """
            from pair join contact on contact.id = pair.contact_id
            left join claim on claim.contact_id = pair.contact_id
            """;

    private static final String COLUMNS =
            """
            select pair.number_id, pair.contact_id, pair.called_at, claim.agent, claim.agent_name,
                claim.until
            """;

    private final Sheets sheets;
    private final Numbers numbers;
    private final Contacts contacts;
    private final JdbcClient jdbc;
    private final InstantSource time;

    ReadyLists(
            Sheets sheets,
            Numbers numbers,
            Contacts contacts,
            JdbcClient jdbc,
            InstantSource time) {
        this.sheets = sheets;
        this.numbers = numbers;
        this.contacts = contacts;
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * A page of people.
     *
     * @param counts how many there would be of each part under the same search
     * @param numbers all of the business
     */
    record Listing(
            ReadyFilter filter,
            Page<ReadyRow> page,
            Map<ReadyFilter.Part, Long> counts,
            List<BusinessNumber> numbers) {

        long count(ReadyFilter.Part part) {
            return counts.getOrDefault(part, 0L);
        }

        List<Id> ids() {
            return page.rows().stream().map(ReadyRow::contact).toList();
        }
    }

    @Transactional
    public Listing list(ReadyFilter filter, PageRequest asked, Id reader) {
        var policy = sheets.settled();
        var all = numbers.all();
        var among =
                all.stream()
                        .filter(one -> filter.number() == null || one.id().equals(filter.number()))
                        .toList();
        var ready = sheets.mayBeCalled(among, policy);
        var search = Search.of(filter.q());
        var from = from(search);
        var parameters = parameters(ready, search, reader);
        var counts = count(from, ready.condition(), parameters);
        var total = Objects.requireNonNull(counts.get(filter.part()));
        var request = asked.within(total);
        var found =
                total == 0
                        ? List.<Found>of()
                        : find(filter, from, ready.condition(), parameters, request);
        return new Listing(
                filter, new Page<>(rows(found, all, policy, reader), total, request), counts, all);
    }

    /** How many we may call now from any number. */
    @Transactional
    public long count() {
        var ready = sheets.mayBeCalled(numbers.all(), sheets.settled());
        return jdbc.sql(
                        "select count(*) from pair join contact on contact.id = pair.contact_id"
                                + " where "
                                + ready.condition())
                .params(ready.parameters())
                .query(Long.class)
                .single();
    }

    /** One person through that number; empty if there is none of either. */
    @Transactional
    public Optional<ReadyRow> row(Id contact, Id number, Id reader) {
        var found =
                jdbc.sql(COLUMNS + FROM + "where pair.contact_id = ? and pair.number_id = ?")
                        .params(contact.value(), number.value())
                        .query(ReadyLists::found)
                        .list();
        return rows(found, numbers.all(), sheets.settled(), reader).stream().findFirst();
    }

    private Map<String, Object> parameters(MayBeCalled ready, Search search, Id reader) {
        var parameters = new HashMap<String, Object>(search.parameters());
        parameters.putAll(ready.parameters());
        parameters.put("now", time.instant());
        parameters.put("reader", reader.value());
        return parameters;
    }

    private static String part(ReadyFilter.Part part) {
        return switch (part) {
            case ALL -> "true";
            case NEVER -> "pair.called_at is null";
            case MINE -> "claim.agent = :reader and claim.until > :now";
        };
    }

    private static String from(Search search) {
        return search.narrows()
                ? FROM + "join " + search.people() + " on sought.person = pair.contact_id "
                : FROM;
    }

    private Map<ReadyFilter.Part, Long> count(
            String from, String condition, Map<String, Object> parameters) {
        var counts = new EnumMap<ReadyFilter.Part, Long>(ReadyFilter.Part.class);
        jdbc.sql(
                        "select count(*) as everybody, count(if(%s, 1, null)) as never, count(if(%s, 1, null)) as mine %s where %s"
                                .formatted(
                                        part(ReadyFilter.Part.NEVER),
                                        part(ReadyFilter.Part.MINE),
                                        from,
                                        condition))
                .params(parameters)
                .query(row -> {
                    counts.put(ReadyFilter.Part.ALL, row.getLong("everybody"));
                    counts.put(ReadyFilter.Part.NEVER, row.getLong("never"));
                    counts.put(ReadyFilter.Part.MINE, row.getLong("mine"));
                });
        return counts;
    }

    /** A row as the database has it. */
    private record Found(Id number, Id contact, @Nullable Instant called, @Nullable Claim claim) {}

    private List<Found> find(
            ReadyFilter filter,
            String from,
            String condition,
            Map<String, Object> parameters,
            PageRequest request) {
        return jdbc.sql(
                        COLUMNS
                                + from
                                + "where %s and %s order by %s limit :count offset :offset"
                                        .formatted(condition, part(filter.part()), order(request)))
                .params(parameters)
                .param("count", request.size())
                .param("offset", request.offset())
                .query(ReadyLists::found)
                .list();
    }

    private static String order(PageRequest request) {
        var direction = request.direction();
        return switch (request.sort()) {
            case "name" -> "contact.sort_name %1$s, contact.id %1$s".formatted(direction);
            case "granted" -> "pair.changed_at %1$s, contact.id %1$s".formatted(direction);
            default ->
                    "pair.callable_until is null, pair.callable_until %1$s, contact.id"
                            .formatted(direction);
        };
    }

    private static Found found(ResultSet row, int place) throws SQLException {
        var contact = new Id(row.getLong("contact_id"));
        var until = row.getTimestamp("until");
        var called = row.getTimestamp("called_at");
        return new Found(
                new Id(row.getLong("number_id")),
                contact,
                instant(called),
                until == null
                        ? null
                        : new Claim(
                                contact,
                                new Id(row.getLong("agent")),
                                row.getString("agent_name"),
                                until.toInstant()));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private List<ReadyRow> rows(
            List<Found> found, List<BusinessNumber> numbers, Policy policy, Id reader) {
        if (found.isEmpty()) {
            return List.of();
        }
        var people =
                contacts.of(found.stream().map(Found::contact).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Contact::id, Function.identity()));
        var ours =
                numbers.stream().collect(Collectors.toMap(BusinessNumber::id, Function.identity()));
        var known =
                found.stream()
                        .filter(one ->
                                people.containsKey(one.contact()) && ours.containsKey(one.number()))
                        .toList();
        var judged =
                sheets.of(
                        known.stream()
                                .map(one ->
                                        new Sheets.Couple(
                                                Objects.requireNonNull(ours.get(one.number())),
                                                Objects.requireNonNull(people.get(one.contact()))))
                                .toList(),
                        policy);
        var several = new OurNumbers(numbers);
        var rows = new ArrayList<ReadyRow>();
        for (var place = 0; place < known.size(); place++) {
            var one = known.get(place);
            rows.add(
                    ReadyRow.of(
                            judged.get(place),
                            one.called(),
                            one.claim(),
                            reader,
                            several.told(one.number())));
        }
        return rows;
    }
}
