package dev.assent.contact;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a {@link Filter} of people on a {@link Shelf} means in SQL. */
final class Query {

    /** Whose permission ends. */
    static final String ENDING = "label = 'GRANTED' and callable_until > :now";

    /** Whose permission ended and who are not relabelled yet. */
    static final String ENDED = "label = 'GRANTED' and callable_until <= :now";

    private static final String GRANTED =
            "label = 'GRANTED' and (callable_until is null or callable_until > :now)";
    private static final String EXPIRED = "(label = 'EXPIRED' or %s)".formatted(ENDED);

    private final Shelf shelf;
    private final Filter filter;
    private final Search search;
    private final String besides;
    private final Map<String, Object> parameters;

    private Query(
            Shelf shelf,
            Filter filter,
            Search search,
            String besides,
            Map<String, Object> parameters) {
        this.shelf = shelf;
        this.filter = filter;
        this.search = search;
        this.besides = besides;
        this.parameters = parameters;
    }

    static Query of(Shelf shelf, Filter filter, Instant now) {
        var search = Search.of(filter.q());
        return new Query(shelf, filter, search, "true", parameters(shelf, filter, search, now));
    }

    /** Only those of them whose permission ends. */
    Query ending() {
        return new Query(shelf, filter, search, ENDING, parameters);
    }

    /** Only the others. */
    Query notEnding() {
        return new Query(shelf, filter, search, "(%s) is not true".formatted(ENDING), parameters);
    }

    /**
     * The same, of the people whom the search has found.
     *
     * @param found their ids, in arrays of JSON
     */
    Query among(List<String> found) {
        var others = Search.among(found);
        var all = new HashMap<>(parameters);
        all.putAll(others.parameters());
        return new Query(shelf, filter, others, besides, Map.copyOf(all));
    }

    @Nullable Label label() {
        return filter.label();
    }

    /** The column that tells who it is. */
    String person() {
        return "shelf." + shelf.person();
    }

    /** Whether it asks for a part of a name or number. */
    boolean searches() {
        return search.narrows();
    }

    /** Everybody whom the search finds, with nothing beside those who are not on the shelf. */
    String found() {
        return "%s left join %s shelf on %s and shelf.%s = sought.person"
                .formatted(search.people(), shelf.table(), shelf.which(), shelf.person());
    }

    /** Everybody on the shelf, by this index. */
    String all(String index) {
        return "%s shelf force index (%s) where %s"
                .formatted(shelf.table(), shelf.index(index), shelf.which());
    }

    /** Those who fit, by this index if nothing is searched for. */
    String fitting(String index) {
        return "%s and %s and %s"
                .formatted(
                        searches() ? found() + " where shelf.id is not null" : all(index),
                        besides,
                        standing());
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private String standing() {
        return switch (filter.label()) {
            case null -> "true";
            case GRANTED -> GRANTED;
            case EXPIRED -> EXPIRED;
            case PENDING, DECLINED, REVOKED, NOT_REQUESTED -> "label = :label";
        };
    }

    private static Map<String, Object> parameters(
            Shelf shelf, Filter filter, Search search, Instant now) {
        var parameters = new HashMap<>(search.parameters());
        parameters.putAll(shelf.parameters());
        parameters.put("now", now);
        if (filter.label() != null) {
            parameters.put("label", filter.label().name());
        }
        return Map.copyOf(parameters);
    }
}
