package dev.assent.contact;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Recipient;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * A person the business knows.
 *
 * @param phone null for somebody who hides it behind a username
 * @param waId what Meta calls the number, where she has told us
 * @param userId Meta's business-scoped user id, where she has told us
 * @param country ISO 3166 code, {@code ZZ} where unknown
 * @param label as it was last written, see {@link #labelAt}
 * @param callableUntil when a temporary grant ends; null on a permanent one and where there is none
 * @param changedAt when the label last changed
 * @param notOnWhatsappSince when Meta last said that this person cannot be reached there
 * @param marketingStoppedAt when the person stopped marketing messages
 * @param agent the account of the colleague to whom the conversation is assigned
 */
public record Contact(
        Id id,
        String name,
        @Nullable PhoneNumber phone,
        @Nullable String waId,
        @Nullable String userId,
        String country,
        Label label,
        @Nullable Instant callableUntil,
        Instant changedAt,
        @Nullable Instant notOnWhatsappSince,
        @Nullable Instant marketingStoppedAt,
        @Nullable Id agent) {

    /** Somebody with this number whom we do not know. */
    public static Contact stranger(PhoneNumber phone, Instant now) {
        return new Contact(
                Id.fresh(),
                phone.international(),
                phone,
                null,
                null,
                phone.country(),
                Label.NOT_REQUESTED,
                null,
                now,
                null,
                null,
                null);
    }

    /** Where the person stands at this moment: a grant is over when it ends, told or not. */
    public Label labelAt(Instant now) {
        return label == Label.GRANTED && callableUntil != null && !now.isBefore(callableUntil)
                ? Label.EXPIRED
                : label;
    }

    /** The number as people write it; what Meta calls them where they hide it. */
    public String number() {
        return number(phone, waId, userId);
    }

    static String number(
            @Nullable PhoneNumber phone, @Nullable String waId, @Nullable String userId) {
        return phone != null
                ? phone.international()
                : Objects.requireNonNullElse(waId, Objects.requireNonNullElse(userId, ""));
    }

    /** Whom to tell Meta to reach: the number where we know it, else the user id. */
    public Recipient recipient() {
        if (waId != null) {
            return new Recipient.ByNumber(waId);
        }
        if (phone != null) {
            return new Recipient.ByNumber(phone.digits());
        }
        if (userId != null) {
            return new Recipient.ByUserId(userId);
        }
        throw new IllegalStateException("contact %s has neither number nor user id".formatted(id));
    }

    /**
     * Whether the number must stay as it is: Meta knows this person by it, or a permission was
     * asked for on it, and neither would be true of another number.
     */
    public boolean numberIsFixed() {
        return waId != null || userId != null || label != Label.NOT_REQUESTED;
    }
}
