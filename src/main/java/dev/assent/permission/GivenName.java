package dev.assent.permission;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** As one would speak of somebody. */
public final class GivenName {

    private static final Pattern TITLE = Pattern.compile("\\p{L}+\\.");
    private static final Pattern RIGHT_TO_LEFT =
            Pattern.compile("[\\p{IsHebrew}\\p{IsArabic}\\p{IsSyriac}\\p{IsThaana}]");

    private GivenName() {}

    /**
     * The first word of a name that is no title. Who goes by a number has none, and is spoken of by
     * the number. One that is written from right to left is kept apart from the sentence around it.
     */
    public static String of(String name) {
        var given =
                name.startsWith("+")
                        ? name
                        : Stream.of(name.strip().split("\\s+"))
                                .filter(word -> !TITLE.matcher(word).matches())
                                .findFirst()
                                .orElse(name);
        return RIGHT_TO_LEFT.matcher(given).find() ? "\u2068" + given + "\u2069" : given;
    }
}
