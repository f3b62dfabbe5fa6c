package dev.assent.template;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The example that somebody gives for a variable of a new template.
 *
 * @param meaning what fills it by itself; null where one is asked for it when sending
 */
record Example(String variable, String value, @Nullable String meaning) {

    private static final String PREFIX = "example.";

    /** The field of the form that holds it. */
    public String field() {
        return PREFIX + variable;
    }

    /** What was typed, by variable. */
    static Map<String, String> typed(Map<String, String> parameters) {
        var typed = new HashMap<String, String>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                typed.put(name.substring(PREFIX.length()), value.strip());
            }
        });
        return typed;
    }

    /** One for each variable of the text, in its order. */
    static List<Example> of(TemplateText text, Map<String, String> typed, String business) {
        var usual = Map.of("first_name", "Asha", "name", "Asha Kulkarni", "business", business);
        var examples = new ArrayList<Example>();
        for (var variable : text.variables()) {
            examples.add(
                    new Example(
                            variable,
                            typed.getOrDefault(variable, usual.getOrDefault(variable, "")),
                            AutomaticValues.meanings().get(variable)));
        }
        return examples;
    }

    static Map<String, String> values(List<Example> examples) {
        var values = new HashMap<String, String>();
        examples.stream()
                .filter(example -> !example.value().isBlank())
                .forEach(example -> values.put(example.variable(), example.value()));
        return values;
    }
}
