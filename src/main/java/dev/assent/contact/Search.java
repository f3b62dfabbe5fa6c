package dev.assent.contact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a search for somebody means in SQL, also for lists of other things than contacts.
 *
 * @param condition speaks of the columns of {@code contact}; {@code true} if everybody fits
 * @param parameters what the condition needs, by name
 */
public record Search(String condition, Map<String, Object> parameters) {

    public Search {
        parameters = Map.copyOf(parameters);
    }

    /** Whoever has all this in their name or number, written in any way. */
    public static Search of(String q) {
        return of(Sought.parts(q));
    }

    /** A text without capitals and marks, as what is searched has to be kept. */
    public static String folded(String text) {
        return Sought.fold(text);
    }

    /** Whether it may leave out anybody. */
    public boolean narrows() {
        return !parameters.isEmpty();
    }

    private static Search of(List<String> parts) {
        var parameters = new HashMap<String, Object>();
        for (int part = 0; part < parts.size(); part++) {
            parameters.put("part" + part, "%" + literally(parts.get(part)) + "%");
        }
        return new Search(condition(parts.size()), parameters);
    }

    private static String condition(int parts) {
        return parts == 0
                ? "true"
                : IntStream.range(0, parts)
                        .mapToObj("sought like :part%d"::formatted)
                        .collect(Collectors.joining(" and "));
    }

    private static String literally(String part) {
        return part.replaceAll("([\\\\%_])", "\\\\$1");
    }
}
