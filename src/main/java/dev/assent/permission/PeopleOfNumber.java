package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.Counts;
import dev.assent.contact.Filter;
import dev.assent.contact.Label;
import dev.assent.contact.Listing;
import dev.assent.contact.Search;
import dev.assent.tenancy.Id;
import dev.assent.web.Page;
import dev.assent.web.PageRequest;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lists the people that one of our numbers has to do with, by where they stand with that number.
 * All pairs must be settled.
 */
@Component
class PeopleOfNumber {

    /** Beyond that it is quicker to follow the names than to sort them. */
    private static final int FEW = 5_000;

    private final JdbcClient jdbc;
    private final Contacts contacts;

    PeopleOfNumber(JdbcClient jdbc, Contacts contacts) {
        this.jdbc = jdbc;
        this.contacts = contacts;
    }

    Listing list(Id number, Filter filter, PageRequest asked) {
        var search = Search.of(filter.q());
        var parameters = parameters(number, filter, search);
        var counts = count(search, parameters);
        var total = counts.of(filter.label());
        var request = asked.within(total);
        var ids =
                jdbc.sql(
                                request.sort().equals("name") && total > FEW
                                        ? followingNames(filter, search, request)
                                        : sorted(filter, search, request))
                        .params(parameters)
                        .param("count", request.size())
                        .param("offset", request.offset())
                        .query((row, _) -> new Id(row.getLong(1)))
                        .list();
        return new Listing(filter, new Page<>(people(ids), total, request), counts);
    }

    private static Map<String, Object> parameters(Id number, Filter filter, Search search) {
        var parameters = new HashMap<>(search.parameters());
        parameters.put("number", number.value());
        if (filter.label() != null) {
            parameters.put("label", filter.label().name());
        }
        return parameters;
    }

    private Counts count(Search search, Map<String, Object> parameters) {
        var byLabel = new EnumMap<Label, Long>(Label.class);
        var ending = new long[1];
        jdbc.sql(
                        """
                        select pair.label, count(*) total, count(pair.callable_until) ending
                        from pair %s
                        where number_id = :number and %s group by pair.label
                        """
                                .formatted(
                                        search.narrows()
                                                ? "join contact on contact.id = contact_id"
                                                : "",
                                        search.condition()))
                .params(parameters)
                .query(row -> {
                    var label = Label.valueOf(row.getString("label"));
                    byLabel.put(label, row.getLong("total"));
                    ending[0] += label == Label.GRANTED ? row.getLong("ending") : 0;
                });
        return new Counts(byLabel, ending[0]);
    }

    private static String sorted(Filter filter, Search search, PageRequest request) {
        var names = search.narrows() || request.sort().equals("name");
        return """
        select contact_id from pair %s
        where number_id = :number and %s and %s
        order by %s limit :count offset :offset
        """
                .formatted(
                        names ? "join contact on contact.id = contact_id" : "",
                        label(filter),
                        search.condition(),
                        order(request));
    }

    private static String order(PageRequest request) {
        var direction = request.direction();
        return switch (request.sort()) {
            case "changed" -> "pair.changed_at %1$s, contact_id %1$s".formatted(direction);
            case "until" ->
                    "pair.label <> 'GRANTED' or pair.callable_until is null, pair.callable_until %s, contact_id"
                            .formatted(direction);
            default -> "sought %1$s, contact_id %1$s".formatted(direction);
        };
    }

    private static String followingNames(Filter filter, Search search, PageRequest request) {
        return """
        select contact.id from contact force index (contact_by_name)
        where %s and exists (
            select 1 from pair
            where number_id = :number and contact_id = contact.id and %s)
        order by sought %3$s, contact.label %3$s, contact.callable_until %3$s, contact.id %3$s
        limit :count offset :offset
        """
                .formatted(search.condition(), label(filter), request.direction());
    }

    private static String label(Filter filter) {
        return filter.label() == null ? "true" : "pair.label = :label";
    }

    private List<Contact> people(List<Id> ids) {
        var byId =
                contacts.of(ids).stream()
                        .collect(Collectors.toMap(Contact::id, Function.identity()));
        return ids.stream().filter(byId::containsKey).map(byId::get).toList();
    }
}
