package dev.assent.template;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values for the variables that fill themselves; all others are asked for when one sends. */
public final class AutomaticValues {

    private static final Pattern TITLE = Pattern.compile("\\p{L}+\\.");

    private AutomaticValues() {}

    /** The names of those variables, and what they stand for. */
    public static Map<String, String> meanings() {
        return Map.of(
                "first_name", "their first name",
                "name", "their whole name",
                "business", "the name of your business");
    }

    /**
     * What is known of this person and business. A contact that goes by the number alone has no
     * name to be called by.
     *
     * @param contact the contact's name
     */
    public static Map<String, String> of(String contact, String business) {
        return contact.codePoints().anyMatch(Character::isLetter)
                ? Map.of("first_name", firstName(contact), "name", contact, "business", business)
                : Map.of("business", business);
    }

    /** The first word that is no title, such as {@code Dr.} */
    private static String firstName(String name) {
        return Stream.of(name.strip().split("\\s+"))
                .filter(word -> !TITLE.matcher(word).matches())
                .findFirst()
                .orElse(name);
    }
}
