package dev.assent.web;

import dev.assent.tenancy.Id;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a list on somebody's screen does not show yet. Rows are never moved under the reader's eyes;
 * they are told, and look when they like.
 *
 * @param seen what stands on the screen, as its requests tell it
 * @param fresh how many rows would come into sight
 * @param moved whether those in sight would stand otherwise
 */
public record News(String seen, int fresh, boolean moved) {

    /** The request header in which a page tells what stands on its screen. */
    public static final String SEEN = "Seen";

    /** These rows are just being shown. */
    public static News none(List<Id> rows) {
        return new News(text(rows), 0, false);
    }

    /**
     * @param seen what stands on the screen
     * @param rows what would stand there now
     */
    public static News of(String seen, List<Id> rows) {
        if (seen.equals(text(rows))) {
            return none(rows);
        }
        var known = new HashSet<>(List.of(seen.split(" ")));
        var fresh = rows.stream().filter(row -> !known.contains(row.toString())).count();
        return new News(seen, (int) fresh, true);
    }

    private static String text(List<Id> rows) {
        return rows.stream().map(Id::toString).collect(Collectors.joining(" "));
    }

    /** Short enough for a button; empty if there is nothing to tell. */
    public String words() {
        if (!moved) {
            return "";
        }
        return fresh > 0 ? "%d new here".formatted(fresh) : "Order has changed";
    }
}
