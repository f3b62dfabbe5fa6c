package dev.assent.tenancy;

import org.jspecify.annotations.Nullable;

/** A statement that inserts one row of values, taken apart so that it can insert many at once. */
record Insertion(String before, String row, String after) {

    private static final String VALUES = "values";

    /** Null if it is another kind of statement, or has parameters outside of its row. */
    static @Nullable Insertion of(String sql) {
        if (!sql.stripLeading().startsWith("insert into ")) {
            return null;
        }
        var values = sql.indexOf(VALUES);
        var from = values < 0 ? -1 : sql.indexOf('(', values);
        if (from < 0 || !sql.substring(values + VALUES.length(), from).isBlank()) {
            return null;
        }
        var to = end(sql, from);
        var after = sql.substring(to);
        return after.contains("?")
                ? null
                : new Insertion(sql.substring(0, from), sql.substring(from, to), after);
    }

    /** Just behind the bracket that closes this one. */
    private static int end(String sql, int from) {
        var open = 0;
        for (var i = from; i < sql.length(); i++) {
            switch (sql.charAt(i)) {
                case '(' -> open++;
                case ')' -> {
                    if (--open == 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("a bracket is not closed: " + sql);
    }

    /** The same statement for so many rows. */
    String times(int rows) {
        var sql = new StringBuilder(before.length() + after.length() + rows * (row.length() + 1));
        sql.append(before).append(row);
        for (var i = 1; i < rows; i++) {
            sql.append(',').append(row);
        }
        return sql.append(after).toString();
    }
}
