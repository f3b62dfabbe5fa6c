package dev.assent.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number in E.164: a plus sign, country code, number.
 *
 * @param e164 such as {@code +918045678901}
 */
public record PhoneNumber(String e164) {

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{5,14}");

    /** Mobile numbers of Brazil grew a ninth digit, which WhatsApp leaves out of older accounts. */
    private static final Pattern OLD_BRAZILIAN =
            Pattern.compile("^55(?<area>\\d\\d)(?<line>[6-9]\\d{7})$");

    /** Those of Mexico lost a one after the country code, which WhatsApp keeps. */
    private static final Pattern OLD_MEXICAN = Pattern.compile("^521(\\d{10})$");

    public PhoneNumber {
        if (!E164.matcher(e164).matches()) {
            throw new IllegalArgumentException("not in E.164: " + e164);
        }
    }

    /**
     * Reads a number as a person types it.
     *
     * @param country ISO 3166 code of the country it is meant in, where it begins without a plus
     * @throws IllegalArgumentException if it can be no telephone number
     */
    public static PhoneNumber read(String text, @Nullable String country) {
        try {
            var number = UTIL.parse(text, country);
            if (UTIL.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE) {
                return new PhoneNumber(UTIL.format(number, PhoneNumberFormat.E164));
            }
            throw new IllegalArgumentException("no telephone number: " + text);
        } catch (NumberParseException unreadable) {
            throw new IllegalArgumentException("no telephone number: " + text, unreadable);
        }
    }

    /**
     * The number of a WhatsApp user, which comes as digits without a plus, and in some countries as
     * it was written years ago.
     */
    public static PhoneNumber ofWaId(String waId) {
        var today = OLD_BRAZILIAN.matcher(waId).replaceFirst("55${area}9${line}");
        return read("+" + OLD_MEXICAN.matcher(today).replaceFirst("52$1"), null);
    }

    /** ISO 3166 code of the country the number belongs to; {@code ZZ} where it belongs to none. */
    public String country() {
        return parsed().map(UTIL::getRegionCodeForNumber)
                .filter(region -> region.length() == 2)
                .orElse("ZZ");
    }

    /** As people write it, with the country code: {@code +91 80 4567 8901}. */
    public String international() {
        return parsed().map(number -> UTIL.format(number, PhoneNumberFormat.INTERNATIONAL))
                .orElse(e164);
    }

    /** As it is dialled within its country, in digits alone: {@code 08045678901}. */
    public String nationalDigits() {
        return parsed().map(number -> UTIL.format(number, PhoneNumberFormat.NATIONAL))
                .map(PhoneNumberUtil::normalizeDigitsOnly)
                .orElse(digits());
    }

    /** Without the country code and what is dialled before it within its country. */
    String significantDigits() {
        return parsed().map(UTIL::getNationalSignificantNumber).orElse(digits());
    }

    /** The time zone of whoever has this number, where the number tells. */
    public Optional<ZoneId> zone(Instant now) {
        var zones =
                parsed().stream()
                        .flatMap(number ->
                                PhoneNumberToTimeZonesMapper.getInstance()
                                        .getTimeZonesForNumber(number)
                                        .stream())
                        .filter(zone ->
                                !zone.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()))
                        .map(ZoneId::of)
                        .toList();
        var offsets = zones.stream().map(zone -> zone.getRules().getOffset(now)).distinct().count();
        return offsets == 1 ? Optional.of(zones.getFirst()) : Optional.empty();
    }

    /** As Meta wants it: the digits alone. */
    public String digits() {
        return e164.substring(1);
    }

    private Optional<Phonenumber.PhoneNumber> parsed() {
        try {
            return Optional.of(UTIL.parse(e164, null));
        } catch (NumberParseException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return e164;
    }
}
