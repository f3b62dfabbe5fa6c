package dev.assent.contact;

import java.util.regex.Pattern;

/** Names as people and Meta send them, made fit to be kept and shown in one line. */
final class Names {

    static final int LONGEST = 160;

    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]+");

    private Names() {}

    static String tidy(String name) {
        var line = GAP.matcher(name).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST));
    }
}
