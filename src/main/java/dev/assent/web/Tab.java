package dev.assent.web;

import org.jspecify.annotations.Nullable;

/**
 * One of several pages that belong together.
 *
 * @param count how much there is to see, or nothing if that is not told
 */
public record Tab(String label, String href, @Nullable Long count, boolean current) {}
