package dev.assent.web;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Something that happened, as a line of a timeline.
 *
 * @param icon a name from {@code icons.txt}
 * @param tone {@code go}, {@code wait}, {@code stop}, {@code info} or {@code idle}
 * @param text a sentence
 * @param detail another one, smaller, or nothing
 */
public record TimelineItem(
        Instant at, String icon, String tone, String text, @Nullable String detail) {}
