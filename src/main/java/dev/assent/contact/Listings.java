package dev.assent.contact;

import dev.assent.web.Page;
import dev.assent.web.PageRequest;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * Lists contacts, however many there are. Few that fit are gathered and sorted. Many are found by
 * walking the index that has their order, from the nearer end, and no row is read that is skipped:
 * each index holds what a label filters by. The servers now and then prefer to sort everybody, so
 * the index is named.
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
    Listing list(Filter filter, PageRequest asked) {
        var query = Query.of(filter, time.instant());
        var counts = count(query);
        var total = counts.of(filter.label());
        var request = asked.within(total);
        var rows = rows(query, filter, request, counts);
        return new Listing(filter, new Page<>(rows, total, request), counts);
    }

    private Counts count(Query query) {
        var byLabel = new EnumMap<Label, Long>(Label.class);
        var ending = new long[1];
        jdbc.sql(
                        """
                        select label, count(*) total,
                            coalesce(sum(label = 'GRANTED' and callable_until > :now), 0) ending,
                            coalesce(sum(label = 'GRANTED' and callable_until <= :now), 0) ended
                        from contact force index (%s) where %s group by label
                        """
                                .formatted(query.index(), query.search()))
                .params(query.parameters())
                .query(row -> {
                    var ended = row.getLong("ended");
                    byLabel.merge(
                            Label.valueOf(row.getString("label")),
                            row.getLong("total") - ended,
                            Long::sum);
                    byLabel.merge(Label.EXPIRED, ended, Long::sum);
                    ending[0] += row.getLong("ending");
                });
        return new Counts(byLabel, ending[0]);
    }

    private List<Contact> rows(Query query, Filter filter, PageRequest request, Counts counts) {
        var slice = new Slice(request.offset(), request.size());
        var total = counts.of(filter.label());
        var turned = request.descending();
        return switch (request.sort()) {
            case "changed" -> read(query, Order.BY_CHANGE.turnedIf(turned), slice, total);
            case "until" ->
                    filter.label() == null || filter.label() == Label.GRANTED
                            ? byEnd(query, turned, slice, total, counts.ending())
                            : read(query, Order.BY_NAME, slice, total);
            default -> read(query, Order.BY_NAME.turnedIf(turned), slice, total);
        };
    }

    /** Those whose permission ends, the others behind them by name. */
    private List<Contact> byEnd(Query query, boolean turned, Slice slice, long total, long ending) {
        var order = Order.BY_END.turnedIf(turned);
        var contacts = new ArrayList<>(read(query.ending(), order, slice, ending));
        contacts.addAll(
                read(query.notEnding(), Order.BY_NAME, slice.behind(ending), total - ending));
        return contacts;
    }

    /**
     * @param total how many there are to be read
     */
    private List<Contact> read(Query query, Order order, Slice slice, long total) {
        if (slice.count() <= 0 || slice.offset() >= total) {
            return List.of();
        }
        if (slice.offset() > total / 2) {
            return read(query, order.turned(), slice.turned(total), total).reversed();
        }
        return total <= FEW && query.narrows()
                ? gather(query, order, slice)
                : walk(query, order, slice);
    }

    private List<Contact> gather(Query query, Order order, Slice slice) {
        return contacts(
                """
                select %s from (
                    select id as fitting from contact force index (%s) where %s) fit
                join contact on id = fitting order by %s limit :count offset :offset
                """
                        .formatted(Contacts.COLUMNS, query.index(), query.condition(), order.by()),
                query,
                slice);
    }

    private List<Contact> walk(Query query, Order order, Slice slice) {
        return contacts(
                """
                select %s from (
                    select id as fitting from contact force index (%s) where %s
                    order by %s limit :count offset :offset) fit
                join contact on id = fitting order by %4$s
                """
                        .formatted(Contacts.COLUMNS, order.index(), query.condition(), order.by()),
                query,
                slice);
    }

    private List<Contact> contacts(String sql, Query query, Slice slice) {
        return jdbc.sql(sql)
                .params(query.parameters())
                .param("offset", slice.offset())
                .param("count", slice.count())
                .query(Contacts::contact)
                .list();
    }
}
