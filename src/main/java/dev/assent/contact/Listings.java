package dev.assent.contact;

import dev.assent.web.Page;
import dev.assent.web.PageRequest;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists people, however many there are, in two statements. Few that fit are gathered and sorted; a
 * search is made once, and the second statement names whom it found. Many are found by walking the
 * index that has their order, from the nearer end, and no row is read that is skipped: each index
 * holds what a label filters by. The servers now and then prefer to sort everybody, so the index is
 * named.
 */
@Component
class Listings {

    private static final int FEW = 2_000;

    private final JdbcClient jdbc;
    private final InstantSource time;

    Listings(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** Needs a transaction. */
    Listing list(Shelf shelf, Filter filter, PageRequest asked) {
        var counted = count(Query.of(shelf, filter, time.instant()));
        var query = counted.query();
        var counts = counted.counts();
        var total = counts.of(filter.label());
        var request = asked.within(total);
        var rows = total == 0 ? List.<Contact>of() : rows(query, request, counts);
        return new Listing(filter, new Page<>(rows, total, counts.more(), request), counts);
    }

    /** Counts, and what they were made of. */
    private record Counted(Counts counts, Query query) {}

    private Counted count(Query query) {
        var byLabel = new EnumMap<Label, Long>(Label.class);
        var ending = new long[1];
        var found = new long[1];
        var people = new ArrayList<String>();
        jdbc.sql(query.searches() ? countFound(query) : countAll(query))
                .params(query.parameters())
                .query(row -> {
                    found[0] += row.getLong("total");
                    people.add(row.getString("people"));
                    var label = row.getString("label");
                    if (label != null) {
                        var ended = row.getLong("ended");
                        byLabel.merge(
                                Label.valueOf(label), row.getLong("total") - ended, Long::sum);
                        byLabel.merge(Label.EXPIRED, ended, Long::sum);
                        ending[0] += row.getLong("ending");
                    }
                });
        return new Counted(
                new Counts(byLabel, ending[0], query.searches() && found[0] >= Search.MOST),
                query.searches() ? query.among(people) : query);
    }

    private static String countFound(Query query) {
        return """
        select label, count(*) total, coalesce(sum(%s), 0) ending, coalesce(sum(%s), 0) ended,
            json_arrayagg(sought.person) people
        from %s group by label
        """
                .formatted(Query.ENDING, Query.ENDED, query.found());
    }

    /** Those who ended lie together in the index: asking for them apart saves asking each. */
    private static String countAll(Query query) {
        return """
        select label, count(*) total, 0 as ending, 0 as ended, null as people
        from %1$s group by label
        union all select 'GRANTED', 0, count(*), 0, null from %1$s and %2$s
        union all select 'GRANTED', 0, 0, count(*), null from %1$s and %3$s
        """
                .formatted(query.all("label"), Query.ENDING, Query.ENDED);
    }

    private List<Contact> rows(Query query, PageRequest request, Counts counts) {
        var label = query.label();
        var total = counts.of(label);
        var slice = new Slice(request.offset(), request.size());
        var few = query.searches() || label != null && total <= FEW;
        var turned = request.descending();
        return switch (request.sort()) {
            case "changed" -> read(query, Order.BY_CHANGE.turnedIf(turned), slice, total, few);
            case "until" ->
                    label == null || label == Label.GRANTED
                            ? byEnd(query, turned, slice, total, counts.ending(), few)
                            : read(query, Order.BY_NAME, slice, total, few);
            default -> read(query, Order.BY_NAME.turnedIf(turned), slice, total, few);
        };
    }

    private List<Contact> read(Query query, Order order, Slice slice, long total, boolean few) {
        return contacts(
                few ? gather(query, order, slice) : walk(query, order, slice, total, ""),
                order.by("fit"));
    }

    /** Those whose permission ends, the others behind them by name. */
    private List<Contact> byEnd(
            Query query, boolean turned, Slice slice, long total, long ending, boolean few) {
        var order = Order.BY_END.turnedIf(turned);
        if (few) {
            return contacts(gatherByEnd(query, order, slice), order.byThenByName("fit"));
        }
        var behind = slice.behind(ending);
        if (behind.count() <= 0) {
            return read(query.ending(), order, slice, ending, false);
        }
        if (slice.offset() >= ending) {
            return read(query.notEnding(), Order.BY_NAME, behind, total - ending, false);
        }
        var first = walk(query.ending(), order, slice.within(ending), ending, "ending");
        var then = walk(query.notEnding(), Order.BY_NAME, behind, total - ending, "other");
        return contacts(
                first.behind(
                                "select 0 as later, null as sort_name, null as label,"
                                        + " callable_until, person")
                        .and(then.behind("select 1, sort_name, label, callable_until, person")),
                order.byThenByName("fit"));
    }

    /** Some people and what they are sorted by, in SQL. */
    private record Pick(String sql, Map<String, Object> parameters) {

        /**
         * @param name begins the names of the two parameters that tell which part
         */
        static Pick of(String sql, Query query, Slice slice, String name) {
            var parameters = new HashMap<>(query.parameters());
            parameters.put(name + "Count", slice.count());
            parameters.put(name + "Offset", slice.offset());
            return new Pick(
                    "%s limit :%2$sCount offset :%2$sOffset".formatted(sql, name), parameters);
        }

        Pick behind(String select) {
            return new Pick("%s from (%s) picked".formatted(select, sql), parameters);
        }

        Pick and(Pick others) {
            var both = new HashMap<>(parameters);
            both.putAll(others.parameters);
            return new Pick("%s union all %s".formatted(sql, others.sql), both);
        }
    }

    private static Pick gather(Query query, Order order, Slice slice) {
        return Pick.of(
                """
                select fitting.* from (
                    select sort_name, label, callable_until, changed_at, %s as person from %s) fitting
                order by %s
                """
                        .formatted(query.person(), query.fitting("label"), order.by("fitting")),
                query,
                slice,
                "few");
    }

    private static Pick gatherByEnd(Query query, Order order, Slice slice) {
        return Pick.of(
                """
                select fitting.* from (
                    select (%s) is not true as later, sort_name, label, callable_until, %s as person
                    from %s) fitting
                order by %s
                """
                        .formatted(
                                Query.ENDING,
                                query.person(),
                                query.fitting("label"),
                                order.byThenByName("fitting")),
                query,
                slice,
                "few");
    }

    /**
     * @param total how many there are to be walked past
     */
    private static Pick walk(Query query, Order order, Slice slice, long total, String name) {
        var far = slice.offset() > total / 2;
        var way = order.turnedIf(far);
        return Pick.of(
                "select %s from %s order by %s"
                        .formatted(
                                order.select(query.person()),
                                query.fitting(order.index()),
                                way.by()),
                query,
                far ? slice.turned(total) : slice,
                name);
    }

    private List<Contact> contacts(Pick pick, String order) {
        return jdbc.sql(
                        "select %s from (%s) fit join contact on contact.id = fit.person order by %s"
                                .formatted(Contacts.COLUMNS, pick.sql(), order))
                .params(pick.parameters())
                .query(Contacts::contact)
                .list();
    }
}
