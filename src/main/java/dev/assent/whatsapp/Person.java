package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

/**
 * A WhatsApp user as Meta names them. People with a username may lack the number, older webhooks
 * lack the user id; one of the two is always there.
 *
 * @param waId the phone number in digits, without a plus sign
 * @param userId business-scoped user id, such as {@code IN.123}
 * @param name as the person's profile shows it
 */
public record Person(@Nullable String waId, @Nullable String userId, @Nullable String name) {

    public Person {
        if (waId == null && userId == null) {
            throw new IllegalArgumentException("a person needs a number or a user id");
        }
    }
}
