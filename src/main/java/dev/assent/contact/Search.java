package dev.assent.contact;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a search for somebody means in SQL, also for lists of other things than contacts.
 *
 * @param people a table, named {@code sought}, of whom it finds in its column {@code person}; of no
 *     use if everybody fits
 * @param parameters what the table needs, by name
 */
public record Search(String people, Map<String, Object> parameters) {

    /** It looks at no more people than that, whoever else would fit. */
    public static final int MOST = 2_000;

    private static final int LONGEST = 80;

    public Search {
        parameters = Map.copyOf(parameters);
    }

    /** Whoever has all this in their name or number, written in any way. */
    public static Search of(String q) {
        return of(Words.parts(q));
    }

    /**
     * Exactly these people, whom a search has found.
     *
     * @param ids in arrays of JSON
     */
    static Search among(List<String> ids) {
        return new Search(
                "json_table(:among, '$[*][*]' columns (person bigint path '$')) sought",
                Map.of("among", "[" + String.join(",", ids) + "]"));
    }

    /** What somebody typed to look for, as far as it is looked at; empty where nothing was. */
    public static String text(@Nullable String typed) {
        var text = typed == null ? "" : typed.strip();
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }

    /** A text without capitals and marks, as what is searched has to be kept. */
    public static String folded(String text) {
        return Folded.of(text);
    }

    /** Whether it may leave out anybody. */
    public boolean narrows() {
        return !parameters.isEmpty();
    }

    private static Search of(List<List<String>> parts) {
        var parameters = new HashMap<String, Object>();
        for (int part = 0; part < parts.size(); part++) {
            var ways = parts.get(part);
            for (int way = 0; way < ways.size(); way++) {
                parameters.put(name(part, way), literally(ways.get(way)) + "%");
            }
        }
        return new Search(people(parts), parameters);
    }

    private static String people(List<List<String>> parts) {
        var others =
                IntStream.range(1, parts.size())
                        .mapToObj(part ->
                                """
                                and exists (
                                   select 1 from contact_word other
                                   where other.contact_id = found.contact_id and %s)\
                                """
                                        .formatted(begins("other", part, parts)))
                        .collect(Collectors.joining());
        return parts.isEmpty()
                ? ""
                : """
                (select distinct found.contact_id as person from contact_word found
                where %s%s limit %d) sought
                """
                        .formatted(begins("found", 0, parts), others, MOST);
    }

    private static String begins(String table, int part, List<List<String>> parts) {
        return IntStream.range(0, parts.get(part).size())
                .mapToObj(way -> "%s.word like :%s".formatted(table, name(part, way)))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String name(int part, int way) {
        return "part%dway%d".formatted(part, way);
    }

    private static String literally(String beginning) {
        return beginning.replaceAll("([\\\\%_])", "\\\\$1");
    }
}
