package dev.assent.web;

import org.jspecify.annotations.Nullable;

/**
 * One option of a select or of radio buttons.
 *
 * @param value what the form sends
 * @param label what people read
 * @param text a sentence that explains it, or nothing
 */
public record Choice(String value, String label, @Nullable String text) {

    /** An option that needs no explanation. */
    public Choice(String value, String label) {
        this(value, label, null);
    }
}
