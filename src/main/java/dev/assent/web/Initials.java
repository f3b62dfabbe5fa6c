package dev.assent.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Two letters that stand for a name, whatever script it is written in. */
@Component("initials")
class Initials {

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /** The first letters of the first and the last word; empty if the name holds no letter. */
    public String of(@Nullable String name) {
        var words = words(name == null ? "" : name);
        if (words.isEmpty()) {
            return "";
        }
        var first = letter(words.getFirst());
        return words.size() == 1 || joined(first) ? first : first + letter(words.getLast());
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.split("[\\s\\u00b7\\u30fb,]+"))
                .map(word -> word.replaceAll("^[^\\p{L}]+", ""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String letter(String word) {
        var grapheme = GRAPHEME.matcher(word);
        var letter = grapheme.find() ? grapheme.group() : word;
        return letter.toUpperCase(Locale.ROOT);
    }

    /** Letters of these scripts join and would read as a syllable. */
    private static boolean joined(String letter) {
        return switch (Character.UnicodeScript.of(letter.codePointAt(0))) {
            case ARABIC, SYRIAC, MONGOLIAN, NKO, THAANA -> true;
            default -> false;
        };
    }
}
