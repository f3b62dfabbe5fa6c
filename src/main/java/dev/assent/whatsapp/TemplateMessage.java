package dev.assent.whatsapp;

import java.util.Map;

/**
 * A template and what fills its variables.
 *
 * @param header values by name of the variable; the names {@code 1}, {@code 2} … where they are
 *     positional
 * @param body values likewise
 */
public record TemplateMessage(
        String name, String language, Map<String, String> header, Map<String, String> body) {

    public TemplateMessage {
        header = Map.copyOf(header);
        body = Map.copyOf(body);
    }
}
