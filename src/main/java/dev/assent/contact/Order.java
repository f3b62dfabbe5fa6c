package dev.assent.contact;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An order that an index has: all its columns in one direction, so that it can be walked.
 *
 * @param index what the index of a {@link Shelf} is by
 */
record Order(String index, List<String> columns, boolean descending) {

    static final Order BY_NAME =
            new Order("name", List.of("sort_name", "label", "callable_until", "person"), false);
    static final Order BY_CHANGE =
            new Order("change", List.of("changed_at", "label", "callable_until", "person"), false);

    /** Among those with one label. */
    static final Order BY_END = new Order("label", List.of("callable_until", "person"), false);

    /** From the other end. */
    Order turned() {
        return new Order(index, columns, !descending);
    }

    Order turnedIf(boolean so) {
        return so ? turned() : this;
    }

    /** The columns in SQL, {@code person} being this one. */
    String select(String person) {
        return columns.stream()
                .map(column -> column.equals("person") ? person + " as person" : column)
                .collect(Collectors.joining(", "));
    }

    /** In SQL. */
    String by() {
        return columns.stream().map(this::directed).collect(Collectors.joining(", "));
    }

    /** In SQL, of the columns of this table. */
    String by(String table) {
        return columns.stream()
                .map(column -> directed("%s.%s".formatted(table, column)))
                .collect(Collectors.joining(", "));
    }

    /** The same of those who do not come {@code later}, then the others by name. */
    String byThenByName(String table) {
        return columns.stream()
                        .map(column ->
                                directed(
                                        "if(%1$s.later, null, %1$s.%2$s)".formatted(table, column)))
                        .collect(Collectors.joining(", ", table + ".later, ", ", "))
                + BY_NAME.by(table);
    }

    private String directed(String column) {
        return descending ? column + " desc" : column;
    }
}
