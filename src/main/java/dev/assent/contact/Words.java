package dev.assent.contact;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

import org.jspecify.annotations.Nullable;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a contact is found by: the words of the name, and the number in the ways people begin to
 * write it, and backwards for those who know its end. Where a script puts no gaps between words,
 * one may begin at any letter. A search is taken apart the same way; whoever has a word that begins
 * with each of its parts is found.
 */
final class Words {

    private static final int LONGEST = 40;
    private static final int MOST = 64;
    private static final int MOST_PARTS = 6;
    private static final int FEWEST_DIGITS = 4;
    private static final String BACKWARDS = "<";

    private static final Set<UnicodeScript> WITHOUT_GAPS =
            EnumSet.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.HANGUL,
                    UnicodeScript.THAI,
                    UnicodeScript.LAO,
                    UnicodeScript.KHMER,
                    UnicodeScript.MYANMAR);

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
    private static final Pattern GAP = Pattern.compile("\\s+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{" + FEWEST_DIGITS + ",}");
    private static final Pattern NUMBER =
            Pattern.compile("\\+?[\\p{Nd}\\s()./\\u00a0\\u2010-\\u2015-]+");
    private static final Pattern TRUNK = Pattern.compile("\\(\\s*0\\s*\\)");

    private Words() {}

    static Set<String> of(String name, @Nullable PhoneNumber phone) {
        var words = new LinkedHashSet<String>();
        if (phone != null) {
            words.add(phone.e164());
            words.add(phone.nationalDigits());
            words.add(phone.significantDigits());
            words.add(backwards(phone.digits()));
        }
        apart(name).stream()
                .flatMap(Words::beginnings)
                .map(Words::cut)
                .limit(MOST)
                .forEach(words::add);
        return words;
    }

    /** For each part of a search the beginnings of which one must be there. */
    static List<List<String>> parts(String search) {
        var number = number(search.strip());
        return number != null
                ? List.of(ways(number))
                : apart(search).stream().map(Words::ways).distinct().limit(MOST_PARTS).toList();
    }

    private static List<String> ways(String part) {
        return DIGITS.matcher(part).matches()
                ? Stream.of(part, "+" + part, backwards(part)).map(Words::cut).toList()
                : List.of(cut(part));
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

    /** Signs count only where there is nothing else. */
    private static Collection<String> apart(String text) {
        var folded = Folded.of(text);
        var words = split(folded, BETWEEN_WORDS);
        return words.isEmpty() ? split(folded, GAP) : words;
    }

    private static List<String> split(String text, Pattern between) {
        return Arrays.stream(between.split(text)).filter(word -> !word.isEmpty()).toList();
    }

    private static Stream<String> beginnings(String word) {
        return Stream.concat(
                Stream.of(word),
                word.codePoints()
                                .noneMatch(
                                        letter -> WITHOUT_GAPS.contains(UnicodeScript.of(letter)))
                        ? Stream.empty()
                        : ends(word));
    }

    private static Stream<String> ends(String word) {
        return Stream.iterate(
                        word.offsetByCodePoints(0, 1),
                        from -> from < word.length(),
                        from -> word.offsetByCodePoints(from, 1))
                .filter(from -> WITHOUT_GAPS.contains(UnicodeScript.of(word.codePointAt(from))))
                .map(word::substring);
    }

    private static String backwards(String digits) {
        return BACKWARDS + new StringBuilder(digits).reverse();
    }

    private static String cut(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }
}
