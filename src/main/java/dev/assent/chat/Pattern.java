package dev.assent.chat;

import dev.assent.template.AutomaticValues;
import dev.assent.template.Languages;
import dev.assent.template.TemplateText;
import dev.assent.whatsapp.Lengths;
import dev.assent.whatsapp.MessageTemplate;
import dev.assent.whatsapp.Placeholders;
import dev.assent.whatsapp.TemplateMessage;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A template that asks for nothing: words that Meta has approved, with variables to fill in.
 *
 * @param id Meta's identity of it
 */
record Pattern(String id, String name, String language, TemplateText text) {

    static Pattern of(MessageTemplate told) {
        return new Pattern(
                told.id(),
                told.name(),
                told.language(),
                new TemplateText(told.header(), told.body(), told.footer()));
    }

    /** What people call its language. */
    public String languageName() {
        return Languages.name(language);
    }

    /** The names of the variables, in the order they appear. */
    public List<String> variables() {
        return text.variables();
    }

    /** What is filled in by itself, and over it what was written. */
    Map<String, String> values(String person, String business, Map<String, String> written) {
        var values = new HashMap<>(AutomaticValues.of(person, business));
        values.putAll(written);
        values.keySet().retainAll(variables());
        values.replaceAll((_, value) -> value.replaceAll("\\s+", " ").strip());
        return values;
    }

    /** Its text with what is filled in by now. */
    TemplateText with(Map<String, String> values) {
        var filled = new HashMap<>(values);
        filled.values().removeIf(String::isBlank);
        return text.with(filled);
    }

    boolean tooLong(Map<String, String> values) {
        var filled = with(values);
        return Lengths.exceeds(Lengths.BODY, filled.body())
                || filled.header() != null && Lengths.exceeds(Lengths.HEADER, filled.header());
    }

    TemplateMessage message(Map<String, String> values) {
        return new TemplateMessage(
                name, language, only(text.header(), values), only(text.body(), values));
    }

    private static Map<String, String> only(@Nullable String part, Map<String, String> values) {
        var only = new HashMap<>(values);
        only.keySet().retainAll(part == null ? List.of() : Placeholders.in(part));
        return only;
    }
}
