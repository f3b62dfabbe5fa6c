package dev.assent.contact;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An order that an index has: all its columns in one direction, so that it can be walked.
 *
 * @param index its name
 * @param by the columns, in SQL
 */
record Order(String index, String by) {

    static final Order BY_NAME = new Order("contact_by_name", "sought, label, callable_until, id");
    static final Order BY_CHANGE =
            new Order("contact_by_change", "changed_at, label, callable_until, id");

    /** Among those with one label. */
    static final Order BY_END = new Order("contact_by_label", "callable_until, id");

    /** From the other end. */
    Order turned() {
        return new Order(
                index,
                Stream.of(by.split(", "))
                        .map(column ->
                                column.endsWith(" desc")
                                        ? column.substring(0, column.length() - " desc".length())
                                        : column + " desc")
                        .collect(Collectors.joining(", ")));
    }

    Order turnedIf(boolean descending) {
        return descending ? turned() : this;
    }
}
