package dev.assent.api;

import org.jspecify.annotations.Nullable;

/**
 * An answer that can be kept and given again.
 *
 * @param body JSON
 * @param problem whether the body is a problem document
 */
record Reply(int status, @Nullable String location, String body, boolean problem) {}
