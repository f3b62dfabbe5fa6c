package dev.assent.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A telephone number that can exist, in E.164: a plus sign, country code, number.
 *
 * @param e164 such as {@code +918045678901}
 */
public record PhoneNumber(String e164) {

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    public PhoneNumber {
        Objects.requireNonNull(e164);
        parsed(e164, null);
    }

    /**
     * Reads a number as a person types it.
     *
     * @param country ISO 3166 code of the country it is meant in, where it begins without a plus
     * @throws IllegalArgumentException if it can be no telephone number
     */
    public static PhoneNumber read(String text, @Nullable String country) {
        var number = parsed(text, country);
        return new PhoneNumber(UTIL.format(number, PhoneNumberUtil.PhoneNumberFormat.E164));
    }

    /** The number of a WhatsApp user, which comes as digits without a plus. */
    public static PhoneNumber ofWaId(String waId) {
        return read("+" + waId, null);
    }

    /** ISO 3166 code of the country the number belongs to; {@code ZZ} where it belongs to none. */
    public String country() {
        return Objects.requireNonNullElse(UTIL.getRegionCodeForNumber(parsed(e164, null)), "ZZ");
    }

    /** As people write it, with the country code: {@code +91 80 4567 8901}. */
    public String international() {
        return UTIL.format(parsed(e164, null), PhoneNumberUtil.PhoneNumberFormat.INTERNATIONAL);
    }

    /** As Meta wants it: the digits alone. */
    public String digits() {
        return e164.substring(1);
    }

    private static Phonenumber.PhoneNumber parsed(String text, @Nullable String country) {
        try {
            var number = UTIL.parse(text, country);
            if (!UTIL.isPossibleNumber(number)) {
                throw new IllegalArgumentException("no telephone number: " + text);
            }
            return number;
        } catch (NumberParseException unreadable) {
            throw new IllegalArgumentException("no telephone number: " + text, unreadable);
        }
    }

    @Override
    public String toString() {
        return e164;
    }
}
