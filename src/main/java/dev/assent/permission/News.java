package dev.assent.permission;

import dev.assent.tenancy.Id;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a list on somebody's screen does not show yet. Rows are never moved under the reader's eyes;
 * they are told, and look when they like.
 *
 * @param fresh how many rows would come into sight
 * @param moved whether those in sight would stand otherwise
 */
public record News(int fresh, boolean moved) {

    public static final News NONE = new News(0, false);

    /** What stands on a screen, as its requests tell it. */
    public static String seen(List<Id> rows) {
        return rows.stream().map(Id::toString).collect(Collectors.joining(" "));
    }

    /**
     * @param seen what stands on the screen
     * @param now what would stand there
     */
    public static News of(String seen, String now) {
        if (seen.equals(now)) {
            return NONE;
        }
        var known = new HashSet<>(List.of(seen.split(" ")));
        var fresh =
                now.isEmpty()
                        ? 0
                        : (int)
                                List.of(now.split(" ")).stream()
                                        .filter(row -> !known.contains(row))
                                        .count();
        return new News(fresh, true);
    }

    /** Short enough for a button; empty if there is nothing to tell. */
    public String words() {
        if (!moved) {
            return "";
        }
        return fresh > 0 ? "%d new here".formatted(fresh) : "Order has changed";
    }
}
