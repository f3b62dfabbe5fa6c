package dev.assent.contact;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A contact as a list shows it.
 *
 * @param number as people write it; what Meta calls them where they hide it; empty where the name
 *     is no more than that
 * @param until when the permission ends; null where it does not, or there is none
 */
record ContactRow(
        Id id,
        String name,
        String number,
        String country,
        Label label,
        @Nullable Instant until,
        Instant changedAt,
        boolean reachable) {

    static ContactRow of(Contact contact, Instant now) {
        var label = contact.labelAt(now);
        var who = Who.of(contact);
        return new ContactRow(
                contact.id(),
                who.name(),
                who.phone(),
                Countries.name(contact.country()),
                label,
                label == Label.GRANTED ? contact.callableUntil() : null,
                contact.changedAt(),
                contact.notOnWhatsappSince() == null);
    }
}
