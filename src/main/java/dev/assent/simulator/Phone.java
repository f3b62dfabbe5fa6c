package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A person's phone.
 *
 * @param waId digits of its number
 * @param userId the person's identity beyond the number
 * @param username where the person has one
 * @param onWhatsapp whether WhatsApp knows the number at all
 * @param currentClient whether the app is new enough for calls by businesses
 * @param hidesNumber whether businesses see the user identity only
 */
record Phone(
        String waId,
        String userId,
        String name,
        @Nullable String username,
        boolean online,
        Receipts receipts,
        boolean onWhatsapp,
        boolean currentClient,
        boolean hidesNumber) {

    /** When a message counts as read. */
    enum Receipts {
        WHEN_OPENED,
        AT_ONCE,
        NEVER
    }

    static Phone of(String waId, String name) {
        return new Phone(
                waId, userIdOf(waId), name, null, true, Receipts.WHEN_OPENED, true, true, false);
    }

    /** The same for the same number, and tells nothing of it but the country. */
    private static String userIdOf(String waId) {
        var hash = UUID.nameUUIDFromBytes(waId.getBytes(StandardCharsets.US_ASCII));
        return Names.country(waId) + "." + (hash.getMostSignificantBits() >>> 1);
    }

    /**
     * @throws Impossible if a name is longer than what can be kept
     */
    Phone checked() {
        Names.fitting("The name of a person", name, Names.LONGEST);
        if (username != null) {
            Names.fitting("A username", username, 60);
        }
        return this;
    }

    boolean callable() {
        return onWhatsapp && currentClient;
    }

    public String international() {
        return Names.international(waId);
    }

    public String firstName() {
        return named() ? Names.firstName(name) : international();
    }

    /** What stands for the person in lists and titles. */
    public String title() {
        return named() ? name : international();
    }

    /** Whether the person is known by more than a number. */
    public boolean named() {
        return !name.isBlank() && !Names.isNumber(name.strip());
    }

    public String initials() {
        return Names.initials(name);
    }
}
