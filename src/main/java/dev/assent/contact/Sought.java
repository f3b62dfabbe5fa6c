package dev.assent.contact;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a contact is found and sorted: its name without capitals and accents, then its number with
 * the country code and as it is dialled at home. A search is folded the same way, so that plain
 * comparison finds {@code Óscar} by {@code osc} and {@code +49 171 5550921} by {@code 0171}.
 */
final class Sought {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_WORDS = 6;
    private static final int FEWEST_DIGITS = 4;

    /** Behind every letter of every script. */
    private static final String NAMELESS = "\uFFFD ";

    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");
    private static final Pattern NUMBER =
            Pattern.compile("\\+?[\\p{Nd}\\s()./\\u00a0\\u2010-\\u2015-]+");
    private static final Pattern TRUNK = Pattern.compile("\\(\\s*0\\s*\\)");

    private Sought() {}

    static String of(String name, @Nullable PhoneNumber phone) {
        var folded = fold(name);
        var sorted = folded.codePoints().anyMatch(Character::isLetter) ? folded : NAMELESS + folded;
        var cut =
                sorted.substring(
                        0,
                        sorted.offsetByCodePoints(
                                0,
                                Math.min(LONGEST_NAME, sorted.codePointCount(0, sorted.length()))));
        return phone == null
                ? cut
                : "%s %s %s".formatted(cut, phone.e164(), phone.nationalDigits());
    }

    /** What each contact that is looked for contains. */
    static List<String> parts(String search) {
        var number = number(search.strip());
        return number == null
                ? Arrays.stream(fold(search).split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .limit(MOST_WORDS)
                        .toList()
                : List.of(number);
    }

    /** The digits of something that looks like a number, with a plus where it is international. */
    private static @Nullable String number(String search) {
        if (!NUMBER.matcher(search).matches()) {
            return null;
        }
        var digits = PhoneNumberUtil.normalizeDigitsOnly(TRUNK.matcher(search).replaceAll(""));
        if (search.startsWith("+")) {
            return "+" + digits;
        }
        if (digits.startsWith("00") && digits.length() > 2) {
            return "+" + digits.substring(2);
        }
        return digits.length() < FEWEST_DIGITS ? null : digits;
    }

    static String fold(String text) {
        var even = text.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        var plain =
                ACCENTS.matcher(Normalizer.normalize(even, Normalizer.Form.NFKD)).replaceAll("");
        return Normalizer.normalize(plain, Normalizer.Form.NFC)
                .codePoints()
                .mapToObj(Sought::plain)
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
