package dev.assent.simulator;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How people, businesses and their numbers are written. */
final class Names {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    /** How many characters of a name can be kept. */
    static final int LONGEST = 200;

    private Names() {}

    /** How many characters a text has, an emoji being one. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** {@code +92 300 5517788} for {@code 923005517788}. */
    static String international(String digits) {
        try {
            return NUMBERS.format(
                    NUMBERS.parse("+" + digits, null),
                    PhoneNumberUtil.PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException strange) {
            return "+" + digits;
        }
    }

    /** ISO code of the country a number belongs to, {@code ZZ} if none. */
    static String country(String digits) {
        try {
            var region = NUMBERS.getRegionCodeForNumber(NUMBERS.parse("+" + digits, null));
            return region == null ? "ZZ" : region;
        } catch (NumberParseException strange) {
            return "ZZ";
        }
    }

    /** Some number of a country that could exist, in digits. */
    static String someNumber(String country) {
        var example =
                NUMBERS.getExampleNumberForType(country, PhoneNumberUtil.PhoneNumberType.MOBILE);
        if (example == null) {
            throw new Impossible("No country has the code " + country + ".");
        }
        var code = NUMBERS.getCountryCodeForRegion(country);
        var national = NUMBERS.getNationalSignificantNumber(example);
        return Stream.generate(() -> code + like(national))
                .limit(1_000)
                .filter(digits -> country(digits).equals(country))
                .findFirst()
                .orElse(code + national);
    }

    /** Begins and is as long as this one. */
    private static String like(String national) {
        var digits = new StringBuilder(national.substring(0, Math.min(3, national.length())));
        while (digits.length() < national.length()) {
            digits.append(ThreadLocalRandom.current().nextInt(10));
        }
        return digits.toString();
    }

    /**
     * The digits of a number, however it is written.
     *
     * @throws Impossible if it is none
     */
    static String digits(String text) {
        var digits = text.replaceAll("[\\s+().-]", "");
        if (!digits.matches("[1-9][0-9]{6,14}")) {
            throw new Impossible(
                    "“" + text + "” is no phone number. Write it with its country code.");
        }
        return digits;
    }

    /**
     * The text without the blanks around it.
     *
     * @param what begins the sentence that refuses it
     * @throws Impossible if it is longer than what can be kept
     */
    static String fitting(String what, String text, int most) {
        var kept = text.strip();
        if (length(kept) > most) {
            throw new Impossible("%s has at most %d characters.".formatted(what, most));
        }
        return kept;
    }

    static String initials(String name) {
        return Arrays.stream(name.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(2)
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
    }

    /** What to call somebody; who is known by a number only has no shorter name. */
    static String firstName(String name) {
        var whole = name.strip();
        return isNumber(whole) ? whole : whole.split("\\s+")[0];
    }

    static boolean isNumber(String name) {
        return name.matches("[+(]?[0-9][0-9\\s().-]*");
    }
}
