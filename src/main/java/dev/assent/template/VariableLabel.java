package dev.assent.template;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a variable of a template is called where somebody fills it in. */
public final class VariableLabel {

    private static final Pattern NAMELESS = Pattern.compile("[0-9_]+");

    private VariableLabel() {}

    /**
     * {@code First name} for {@code first_name}; a number says nothing, and so stands for itself.
     */
    public static String of(String variable) {
        if (NAMELESS.matcher(variable).matches()) {
            return "Value " + variable;
        }
        var words = variable.replace('_', ' ').strip();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
