package dev.assent.web;

import org.jspecify.annotations.Nullable;

/**
 * One filter of a list.
 *
 * @param count how many rows it leaves, or nothing if that is not told
 * @param icon a name from {@code icons.txt}, or nothing
 * @param tone what colour the icon has: {@code go}, {@code wait}, {@code stop}, {@code info} or
 *     {@code idle}
 * @param href the list filtered so
 * @param current whether it is filtered so now
 */
public record Chip(
        String label,
        @Nullable Long count,
        @Nullable String icon,
        String tone,
        String href,
        boolean current) {

    /** A filter without an icon. */
    public Chip(String label, @Nullable Long count, String href, boolean current) {
        this(label, count, null, "idle", href, current);
    }
}
