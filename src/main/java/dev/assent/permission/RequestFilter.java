package dev.assent.permission;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Which requests to list.
 *
 * @param q part of the person's name or number; empty for everybody's
 * @param progress how far they came; null for however far
 * @param asker who asked; null for whoever did
 */
record RequestFilter(String q, @Nullable Progress progress, @Nullable String asker) {

    private static final int LONGEST_SEARCH = 80;

    RequestFilter {
        q = q.strip();
        q = q.substring(0, Math.min(LONGEST_SEARCH, q.length()));
    }

    /** Reads request parameters; what they cannot mean counts as left out. */
    static RequestFilter of(@Nullable String q, @Nullable String status, @Nullable String asker) {
        return new RequestFilter(
                Objects.requireNonNullElse(q, ""),
                Progress.ofKey(status).orElse(null),
                asker == null || asker.isBlank() ? null : asker);
    }

    /** Whether it may leave out any. */
    public boolean narrows() {
        return progress != null || asker != null || !q.isEmpty();
    }
}
