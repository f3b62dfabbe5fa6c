package dev.assent.web;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The filters of a list of things that are of different kinds. */
public final class Chips {

    private Chips() {}

    /** How many rows a filter leaves, nothing if that is not told; the filter for all is null. */
    public interface Count<K> {
        @Nullable Long of(@Nullable K kind);
    }

    /**
     * One for all, and one for each kind.
     *
     * @param parameter of the address that says which
     * @param chosen by which it is filtered now; null for all
     */
    public static <K extends Kind> List<Chip> of(
            Here here, String parameter, K[] kinds, @Nullable K chosen, Count<K> count) {
        var chips = new ArrayList<Chip>();
        chips.add(new Chip("All", count.of(null), here.with(parameter, ""), chosen == null));
        for (var kind : kinds) {
            chips.add(
                    new Chip(
                            kind.word(),
                            count.of(kind),
                            kind.icon(),
                            kind.tone(),
                            here.with(parameter, kind.key()),
                            kind == chosen));
        }
        return chips;
    }
}
