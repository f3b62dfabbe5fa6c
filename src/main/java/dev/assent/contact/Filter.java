package dev.assent.contact;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Which contacts to list.
 *
 * @param q beginnings of words of a name, or of a number in any way of writing, or its end; empty
 *     for everybody
 * @param label where they stand; null for wherever
 */
public record Filter(String q, @Nullable Label label) {

    private static final int LONGEST_SEARCH = 80;

    public Filter {
        q = q.strip();
        q = q.substring(0, Math.min(LONGEST_SEARCH, q.length()));
    }

    /** Everybody. */
    public static Filter everybody() {
        return new Filter("", null);
    }

    /**
     * Reads request parameters; what they cannot mean counts as left out.
     *
     * @param status a {@link Label#key}
     */
    public static Filter of(@Nullable String q, @Nullable String status) {
        return new Filter(
                Objects.requireNonNullElse(q, ""),
                status == null ? null : Label.ofKey(status).orElse(null));
    }

    /** Whether it may leave out somebody. */
    public boolean narrows() {
        return label != null || !q.isEmpty();
    }
}
