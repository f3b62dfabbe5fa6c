package dev.assent.permission;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What somebody has filled in to ask, as they wrote it.
 *
 * @param attempt the identity the request will have: the same form asks once
 * @param number through which to ask; null for the usual one
 * @param way null where it was not chosen yet
 * @param template null where none was chosen yet
 * @param variables values by name, only those that were written
 */
record AskForm(
        Id attempt,
        @Nullable Id number,
        @Nullable Way way,
        @Nullable Id template,
        String body,
        Map<String, String> variables) {

    /** What a field of a template's variable is called: this and its name. */
    static final String VARIABLE = "variable.";

    enum Way {
        FREE_FORM,
        TEMPLATE
    }

    AskForm {
        variables = Map.copyOf(variables);
    }

    static AskForm empty(@Nullable Id number) {
        return new AskForm(Id.fresh(), number, null, null, "", Map.of());
    }

    /** Reads the fields; what they cannot mean counts as not filled in. */
    static AskForm of(Map<String, String> fields) {
        var variables = new HashMap<String, String>();
        fields.forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                variables.put(name.substring(VARIABLE.length()), value);
            }
        });
        return new AskForm(
                Objects.requireNonNullElseGet(id(fields.get("attempt")), Id::fresh),
                id(fields.get("number")),
                way(fields.get("way")),
                id(fields.get("template")),
                fields.getOrDefault("body", "").replace("\r\n", "\n"),
                variables);
    }

    /** The same once more: another attempt. */
    AskForm anew() {
        return new AskForm(Id.fresh(), number, way, template, body, variables);
    }

    private static @Nullable Id id(@Nullable String text) {
        return text != null && Id.isOne(text) ? Id.parse(text) : null;
    }

    private static @Nullable Way way(@Nullable String text) {
        for (var way : Way.values()) {
            if (way.name().equals(text)) {
                return way;
            }
        }
        return null;
    }
}
