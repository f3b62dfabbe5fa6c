package dev.assent.contact;

import dev.assent.web.Chip;
import dev.assent.web.Chips;
import dev.assent.web.Here;
import dev.assent.web.Page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A page of contacts.
 *
 * @param filter which contacts were asked for
 * @param page those of them that stand on it
 * @param counts how many each label would list under the same search
 */
public record Listing(Filter filter, Page<Contact> page, Counts counts) {

    /** The order by name, for {@code @Sorted}. */
    public static final String BY_NAME = "name";

    /** The order by last change of the label, latest first, for {@code @Sorted}. */
    public static final String BY_CHANGE = "-changed";

    /** The order by end of the permission, soonest first, those without an end last. */
    public static final String BY_END = "until";

    /**
     * The labels to choose from on this page, each with how many people it would list, as far as
     * that is known.
     */
    public List<Chip> chips(Here here) {
        return Chips.of(here, "status", Label.values(), filter.label(), this::told);
    }

    private @Nullable Long told(@Nullable Label label) {
        return counts.more() ? null : (Long) counts.of(label);
    }
}
