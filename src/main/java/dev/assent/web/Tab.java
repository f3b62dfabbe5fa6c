package dev.assent.web;

import org.jspecify.annotations.Nullable;

/**
 * One of several pages that belong together.
 *
 * @param count how much there is to see, or nothing if that is not told yet
 * @param topic the live topic on which the count is asked for; null where there is none
 */
public record Tab(
        String label, String href, @Nullable Long count, @Nullable String topic, boolean current) {

    /** One whose count never changes while one looks at it. */
    public Tab(String label, String href, @Nullable Long count, boolean current) {
        this(label, href, count, null, current);
    }
}
