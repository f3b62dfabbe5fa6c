package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A permission-request template to be created.
 *
 * @param category {@code UTILITY} or {@code MARKETING}
 * @param header may have one variable
 * @param footer without variables
 * @param examples a value for each variable of header and body, by name; all names are numbers, or
 *     none is
 */
public record TemplateDraft(
        String name,
        String language,
        String category,
        @Nullable String header,
        String body,
        @Nullable String footer,
        Map<String, String> examples) {

    public TemplateDraft {
        examples = Map.copyOf(examples);
    }
}
