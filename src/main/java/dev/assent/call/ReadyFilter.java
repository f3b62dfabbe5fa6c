package dev.assent.call;

import dev.assent.contact.Search;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;

/**
 * Whom of those we may call now to list.
 *
 * @param q part of a name or number; empty for everybody
 * @param number from which of our numbers; null for any
 */
record ReadyFilter(String q, Part part, @Nullable Id number) {

    /** What the list is narrowed down to. */
    enum Part {
        ALL,
        /** Allowed, and never called. */
        NEVER,
        /** Claimed by whoever looks. */
        MINE;

        /** As URLs say it. */
        String key() {
            return this == ALL ? "" : name().toLowerCase(Locale.ROOT);
        }
    }

    ReadyFilter {
        q = Search.text(q);
    }

    /** Reads request parameters; what they cannot mean counts as left out. */
    static ReadyFilter of(@Nullable String q, @Nullable String show, @Nullable String number) {
        return new ReadyFilter(
                Search.text(q),
                Arrays.stream(Part.values())
                        .filter(part -> part.key().equals(show))
                        .findFirst()
                        .orElse(Part.ALL),
                number != null && Id.isOne(number) ? Id.parse(number) : null);
    }

    /** Whether it may leave out anybody. */
    public boolean narrows() {
        return part != Part.ALL || number != null || !q.isEmpty();
    }
}
