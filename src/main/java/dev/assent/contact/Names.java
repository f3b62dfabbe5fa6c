package dev.assent.contact;

import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/** Names as people and Meta send them, made fit to be kept and shown in one line. */
final class Names {

    static final int LONGEST = 160;

    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]+");

    /** Letters by their class that show nothing; people who want to have no name use them. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Z}\\u034f\\u115f\\u1160\\u2800\\u3164\\uffa0]*");

    private Names() {}

    /** Whether anything of it is to be seen. */
    static boolean isSeen(String name) {
        return !UNSEEN.matcher(name).matches();
    }

    /** As Meta tells it, made fit; null where there is none to be seen. */
    static @Nullable String told(Person person) {
        return person.name() != null && isSeen(person.name()) ? tidy(person.name()) : null;
    }

    static String tidy(String name) {
        var line = GAP.matcher(name).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST));
    }
}
