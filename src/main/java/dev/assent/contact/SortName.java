package dev.assent.contact;

import org.jspecify.annotations.Nullable;

/** What contacts are sorted by: the name without capitals and accents, then the number. */
final class SortName {

    private static final int LONGEST_NAME = 200;

    /** Behind every letter of every script. */
    private static final String NAMELESS = "\uFFFD ";

    private SortName() {}

    static String of(String name, @Nullable PhoneNumber phone) {
        var folded = Folded.of(name);
        var sorted = folded.codePoints().anyMatch(Character::isLetter) ? folded : NAMELESS + folded;
        var cut =
                sorted.substring(
                        0,
                        sorted.offsetByCodePoints(
                                0,
                                Math.min(LONGEST_NAME, sorted.codePointCount(0, sorted.length()))));
        return phone == null ? cut : cut + " " + phone.e164();
    }
}
