package dev.assent.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A number the business calls and writes from. Moments in the past mean that what they tell is
 * over.
 *
 * @param phoneNumberId Meta's identity of it
 * @param wabaId Meta's account it belongs to
 * @param e164 such as {@code +918045678901}
 * @param country ISO 3166 code of the country the number belongs to
 * @param verifiedName what customers see as its name
 * @param connected whether we hold a token for it
 * @param quality Meta's word for what people think of it
 * @param calling whether calls are switched on
 * @param callbackPermission whether somebody who calls is taken to allow a call back
 * @param iconVisible whether people see the call icon in the chat
 * @param sip whether its calls run over SIP, and so not through us
 * @param pausedUntil Meta lets it neither call nor ask until then
 * @param barredUntil Meta refused because of its country; it is of no use to try before then
 * @param rateLimitedUntil it was too fast; it is of no use to try before then
 * @param tokenRefusedAt since when Meta takes the token no more
 * @param paymentMissingAt since when Meta misses a means of payment
 * @param warning Meta's word for an early warning
 * @param heardAt when Meta first told us something about it
 */
public record BusinessNumber(
        Id id,
        String phoneNumberId,
        String wabaId,
        String e164,
        String country,
        @Nullable String verifiedName,
        boolean connected,
        Instant connectedAt,
        @Nullable String quality,
        boolean calling,
        boolean callbackPermission,
        boolean iconVisible,
        boolean sip,
        @Nullable Instant pausedUntil,
        @Nullable Instant barredUntil,
        @Nullable Instant rateLimitedUntil,
        @Nullable Instant tokenRefusedAt,
        @Nullable Instant paymentMissingAt,
        @Nullable String warning,
        @Nullable Instant warnedAt,
        @Nullable Instant heardAt) {

    /** As people write it: {@code +91 80 4567 8901}. */
    public String international() {
        var util = PhoneNumberUtil.getInstance();
        try {
            return util.format(
                    util.parse(e164, null), PhoneNumberUtil.PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException stored) {
            return e164;
        }
    }

    /** What people call it: the name customers see, else the number. */
    public String name() {
        return verifiedName == null ? international() : verifiedName;
    }

    /** Whether Meta's pause holds at that moment. */
    public boolean pausedAt(Instant moment) {
        return pausedUntil != null && moment.isBefore(pausedUntil);
    }

    /** Whether it is known to be barred at that moment because of its country. */
    public boolean barredAt(Instant moment) {
        return barredUntil != null && moment.isBefore(barredUntil);
    }

    /** Whether it is too fast at that moment. */
    public boolean rateLimitedAt(Instant moment) {
        return rateLimitedUntil != null && moment.isBefore(rateLimitedUntil);
    }
}
