package dev.assent.call;

import dev.assent.contact.Search;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link LogFilter} means in SQL.
 *
 * @param besides all of it but how calls ended
 * @param search of whom
 */
record LogQuery(String besides, Search search, Map<String, Object> parameters) {

    LogQuery {
        parameters = Map.copyOf(parameters);
    }

    static LogQuery of(LogFilter filter, ZoneId zone) {
        var search = Search.of(filter.q());
        var parameters = new HashMap<String, Object>(search.parameters());
        var conditions = new ArrayList<>(List.of("true"));
        if (filter.incoming() != null) {
            conditions.add(filter.incoming() ? "incoming" : "not incoming");
        }
        if (filter.agent() != null) {
            conditions.add("phone_call.agent = :agent");
            parameters.put("agent", filter.agent().value());
        }
        if (filter.number() != null) {
            conditions.add("number_id = :number");
            parameters.put("number", filter.number().value());
        }
        if (filter.from() != null) {
            conditions.add("began_at >= :from");
            parameters.put("from", filter.from().atStartOfDay(zone).toInstant());
        }
        if (filter.to() != null) {
            conditions.add("began_at < :to");
            parameters.put("to", filter.to().plusDays(1).atStartOfDay(zone).toInstant());
        }
        return new LogQuery(String.join(" and ", conditions), search, parameters);
    }

    String where(LogFilter filter) {
        return filter.ending() == null ? besides : besides + " and " + filter.ending().condition();
    }

    /**
     * @param names whether something of the person themselves is needed
     */
    String from(boolean names) {
        return "from %s %s "
                .formatted(
                        search.narrows()
                                ? "%s join phone_call on contact_id = sought.person"
                                        .formatted(search.people())
                                : "phone_call",
                        names ? "join contact on contact.id = contact_id" : "");
    }
}
