package dev.assent.contact;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text without capitals and accents, so that plain comparison finds {@code Óscar} by {@code osc}.
 */
final class Folded {

    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");

    private Folded() {}

    static String of(String text) {
        var even = text.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        var plain =
                ACCENTS.matcher(Normalizer.normalize(even, Normalizer.Form.NFKD)).replaceAll("");
        return Normalizer.normalize(plain, Normalizer.Form.NFC)
                .codePoints()
                .mapToObj(Folded::plain)
                .collect(Collectors.joining());
    }

    /** Letters that Unicode does not take apart. */
    private static String plain(int letter) {
        return switch (letter) {
            case 'ł' -> "l";
            case 'ø' -> "o";
            case 'đ' -> "d";
            case 'ı' -> "i";
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            default -> Character.toString(letter);
        };
    }
}
