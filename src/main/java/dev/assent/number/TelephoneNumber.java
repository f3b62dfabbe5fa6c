package dev.assent.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

import java.util.Objects;
import java.util.Optional;

/**
 * What Meta shows as a number, read.
 *
 * @param country {@code ZZ} where it belongs to none
 */
record TelephoneNumber(String e164, String country) {

    static Optional<TelephoneNumber> read(String international) {
        var util = PhoneNumberUtil.getInstance();
        var text = international.strip();
        try {
            var number = util.parse(text.startsWith("+") ? text : "+" + text, null);
            if (!util.isPossibleNumber(number)) {
                return Optional.empty();
            }
            var region = Objects.requireNonNullElse(util.getRegionCodeForNumber(number), "ZZ");
            return Optional.of(
                    new TelephoneNumber(
                            util.format(number, PhoneNumberUtil.PhoneNumberFormat.E164),
                            region.length() == 2 ? region : "ZZ"));
        } catch (NumberParseException unreadable) {
            return Optional.empty();
        }
    }

    String digits() {
        return e164.substring(1);
    }
}
