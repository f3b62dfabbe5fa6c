package dev.assent.permission;

import dev.assent.contact.Search;

import org.jspecify.annotations.Nullable;

/**
 * Which requests to list.
 *
 * @param q part of the person's name or number; empty for everybody's
 * @param progress how far they came; null for however far
 * @param asker who asked; null for whoever did
 */
record RequestFilter(String q, @Nullable Progress progress, @Nullable String asker) {

    RequestFilter {
        q = Search.text(q);
    }

    /** Reads request parameters; what they cannot mean counts as left out. */
    static RequestFilter of(@Nullable String q, @Nullable String status, @Nullable String asker) {
        return new RequestFilter(
                Search.text(q),
                Progress.ofKey(status).orElse(null),
                asker == null || asker.isBlank() ? null : asker);
    }

    /** Whether it may leave out any. */
    public boolean narrows() {
        return progress != null || asker != null || !q.isEmpty();
    }
}
