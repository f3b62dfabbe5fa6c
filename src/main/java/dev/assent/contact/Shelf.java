package dev.assent.contact;

import java.util.Map;

/**
 * A table that people are listed from, each once, by where they stand in it. It has the columns
 * {@code sort_name}, {@code label}, {@code callable_until} and {@code changed_at}, and the indexes
 * {@code …_by_name}, {@code …_by_change} and {@code …_by_label} as {@code contact} has them.
 *
 * @param table its name
 * @param person the column that tells whom a row is about
 * @param which the rows that count, in SQL
 * @param parameters what that needs, by name
 */
public record Shelf(String table, String person, String which, Map<String, Object> parameters) {

    static final Shelf EVERYBODY = new Shelf("contact", "id", "true", Map.of());

    public Shelf {
        parameters = Map.copyOf(parameters);
    }

    /** The index for an order, or for those with one label. */
    String index(String by) {
        return table + "_by_" + by;
    }
}
