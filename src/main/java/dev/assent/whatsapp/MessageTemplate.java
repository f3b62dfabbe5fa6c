package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A template as Meta keeps it.
 *
 * @param category {@code UTILITY}, {@code MARKETING} …
 * @param status her word, such as {@code APPROVED}
 * @param rejection why she rejected it
 * @param quality {@code GREEN YELLOW RED UNKNOWN}
 * @param header its text; null where it has none, or a picture instead
 * @param examples a value for each variable, by name, where she keeps one
 * @param asksPermission whether it asks for permission to call
 * @param wordsOnly whether values for its words are all that sending it takes; false where a
 *     picture, a file, a place or the value of a button must come along
 */
public record MessageTemplate(
        String id,
        String name,
        String language,
        String category,
        String status,
        @Nullable String rejection,
        @Nullable String quality,
        @Nullable String header,
        String body,
        @Nullable String footer,
        Map<String, String> examples,
        boolean asksPermission,
        boolean wordsOnly) {

    public MessageTemplate {
        examples = Map.copyOf(examples);
    }
}
