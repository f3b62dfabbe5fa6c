package dev.assent.contact;

import org.jspecify.annotations.Nullable;

/**
 * Which contacts to list.
 *
 * @param q beginnings of words of a name, or of a number in any way of writing, or its end; empty
 *     for everybody
 * @param label where they stand; null for wherever
 */
public record Filter(String q, @Nullable Label label) {

    public Filter {
        q = Search.text(q);
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
        return new Filter(Search.text(q), Label.ofKey(status).orElse(null));
    }

    /** Whether it may leave out somebody. */
    public boolean narrows() {
        return label != null || !q.isEmpty();
    }
}
