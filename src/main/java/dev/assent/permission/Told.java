package dev.assent.permission;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A sentence, or the beginning of one that ends with a moment.
 *
 * @param at the moment; null where the sentence is whole
 */
record Told(String text, @Nullable Instant at) {

    Told(String text) {
        this(text, null);
    }
}
