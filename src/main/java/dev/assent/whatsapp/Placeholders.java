package dev.assent.whatsapp;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables in a template's text: {@code {{first_name}}} or {@code {{1}}}. */
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    private Placeholders() {}

    /** Their names, each once, in the order they appear. */
    public static List<String> in(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).distinct().toList();
    }

    /** The text as the person reads it; a variable without a value stays as it stands. */
    public static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                values.getOrDefault(found.group(1), found.group())));
    }
}
