package dev.assent.call;

import dev.assent.contact.Search;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;

/**
 * Which callbacks to list.
 *
 * @param q part of the person's name or number; empty for everybody's
 * @param agent whose: an account, {@link #NOBODY}, or null for anybody's
 */
record CallbackFilter(String q, Part part, @Nullable String agent, @Nullable Id number) {

    static final String NOBODY = "nobody";

    /** What the list is narrowed down to. */
    enum Part {
        /** What waits, whoever takes care of it. */
        PENDING("To do"),
        OPEN("Open"),
        IN_PROGRESS("In progress"),
        OVERDUE("Overdue"),
        DONE("Done");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        /** As URLs say it. */
        String key() {
            return this == PENDING ? "" : name().toLowerCase(Locale.ROOT);
        }
    }

    CallbackFilter {
        q = Search.text(q);
    }

    /** Reads request parameters; what they cannot mean counts as left out. */
    static CallbackFilter of(
            @Nullable String q,
            @Nullable String status,
            @Nullable String agent,
            @Nullable String number) {
        return new CallbackFilter(
                Search.text(q),
                Arrays.stream(Part.values())
                        .filter(part -> part.key().equals(status))
                        .findFirst()
                        .orElse(Part.PENDING),
                agent != null && (agent.equals(NOBODY) || Id.isOne(agent)) ? agent : null,
                number != null && Id.isOne(number) ? Id.parse(number) : null);
    }

    /** Whether it may leave out any that wait. */
    public boolean narrows() {
        return part != Part.PENDING || agent != null || number != null || !q.isEmpty();
    }
}
