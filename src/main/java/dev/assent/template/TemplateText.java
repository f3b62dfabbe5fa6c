package dev.assent.template;

import dev.assent.whatsapp.Placeholders;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of a template, with its variables or with what fills them.
 *
 * @param header above the body, in bold
 * @param footer below it, in small grey letters
 */
public record TemplateText(@Nullable String header, String body, @Nullable String footer) {

    /** The names of the variables, each once, in the order they appear. */
    public List<String> variables() {
        return Stream.of(headerVariables(), Placeholders.in(body))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** The same text with these values; a variable without one stays as it stands. */
    public TemplateText with(Map<String, String> values) {
        return new TemplateText(
                header == null ? null : Placeholders.fill(header, values),
                Placeholders.fill(body, values),
                footer);
    }

    /** All of it as one text. */
    public String text() {
        return Stream.of(header, body, footer)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n\n"));
    }

    List<String> headerVariables() {
        return header == null ? List.of() : Placeholders.in(header);
    }
}
