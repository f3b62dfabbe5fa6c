package dev.assent.contact;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * How many contacts fit a search, by where they stand.
 *
 * @param ending how many of the granted have a permission that ends
 * @param more whether others may fit besides, see {@link Search#MOST}
 */
public record Counts(Map<Label, Long> byLabel, long ending, boolean more) {

    public Counts {
        byLabel = Map.copyOf(byLabel);
    }

    /** How many stand there; null for wherever. */
    public long of(@Nullable Label label) {
        return label == null
                ? byLabel.values().stream().mapToLong(Long::longValue).sum()
                : byLabel.getOrDefault(label, 0L);
    }
}
