package dev.assent.contact;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A contact as their own page shows it.
 *
 * @param hidesNumber whether we know only what Meta calls them
 * @param country by name; empty where unknown
 * @param zone where it is {@code time} for them; null where the number does not tell
 */
public record Portrait(
        Id id,
        String name,
        String number,
        boolean hidesNumber,
        String country,
        @Nullable ZoneId zone,
        @Nullable String time,
        @Nullable Instant notOnWhatsappSince,
        @Nullable Instant marketingStoppedAt,
        String topic) {

    /** Keep in step with {@code local-time.js}. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    /** As it is at this moment. */
    public static Portrait of(Contact contact, Instant now) {
        var phone = contact.phone();
        var zone = phone == null ? null : phone.zone(now).orElse(null);
        return new Portrait(
                contact.id(),
                contact.name(),
                contact.number(),
                phone == null,
                Countries.name(contact.country()),
                zone,
                zone == null ? null : TIME.format(now.atZone(zone)),
                contact.notOnWhatsappSince(),
                contact.marketingStoppedAt(),
                Contacts.topic(contact.id()));
    }
}
