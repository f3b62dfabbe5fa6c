package dev.assent.contact;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a {@link Filter} means in SQL. */
final class Query {

    private static final String ENDING = "label = 'GRANTED' and callable_until > :now";
    private static final String GRANTED =
            "label = 'GRANTED' and (callable_until is null or callable_until > :now)";
    private static final String EXPIRED =
            "(label = 'EXPIRED' or label = 'GRANTED' and callable_until <= :now)";

    private final Filter filter;
    private final String search;
    private final String besides;
    private final Map<String, Object> parameters;

    private Query(Filter filter, String search, String besides, Map<String, Object> parameters) {
        this.filter = filter;
        this.search = search;
        this.besides = besides;
        this.parameters = parameters;
    }

    static Query of(Filter filter, Instant now) {
        var search = Search.of(filter.q());
        return new Query(filter, search.condition(), "true", parameters(filter, search, now));
    }

    /** Only those of them whose permission ends. */
    Query ending() {
        return new Query(filter, search, ENDING, parameters);
    }

    /** Only the others. */
    Query notEnding() {
        return new Query(filter, search, "(%s) is not true".formatted(ENDING), parameters);
    }

    /** Whether it leaves out anybody. */
    boolean narrows() {
        return filter.narrows();
    }

    /** The index that finds those who fit soonest, where they are few. */
    String index() {
        return filter.q().isEmpty() ? Order.BY_END.index() : Order.BY_NAME.index();
    }

    /** Who fits the search, wherever they stand. */
    String search() {
        return search;
    }

    String condition() {
        return "%s and %s and %s".formatted(besides, standing(), search);
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

    private static Map<String, Object> parameters(Filter filter, Search search, Instant now) {
        var parameters = new HashMap<>(search.parameters());
        parameters.put("now", now);
        if (filter.label() != null) {
            parameters.put("label", filter.label().name());
        }
        return Map.copyOf(parameters);
    }
}
