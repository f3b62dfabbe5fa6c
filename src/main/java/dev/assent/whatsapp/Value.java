package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;

/** The value of a change: what it says once for all its items. */
record Value(String field, JsonNode json, String wabaId, Instant at) {

    @Nullable String phoneNumberId() {
        var id = Json.text(json.path("metadata"), "phone_number_id");
        return id == null ? Json.text(json.path("phone_number_settings"), "phone_number_id") : id;
    }

    /** The business number in digits. */
    @Nullable String displayNumber() {
        return Json.digits(Json.text(json.path("metadata"), "display_phone_number"));
    }

    Notice unknown(@Nullable String kind) {
        return new Notice.Unknown(Json.word(field), Json.word(kind));
    }

    /**
     * Who it is, from the item and from the list of contacts beside it.
     *
     * @param digitsName the item's property with the phone number, which may be missing
     * @param userIdName the item's property with the user id, which may be missing
     * @throws Unreadable if neither tells
     */
    Person person(JsonNode item, String digitsName, String userIdName) {
        return person(Json.text(item, digitsName), Json.text(item, userIdName));
    }

    Person person(@Nullable String number, @Nullable String userId) {
        var waId = Json.digits(number);
        var id = Json.filled(userId == null && isUserId(number) ? number : userId);
        var contact = contact(waId, id);
        if (contact != null) {
            waId = waId == null ? Json.digits(Json.text(contact, "wa_id")) : waId;
            id = id == null ? Json.filled(Json.text(contact, "user_id")) : id;
        }
        if (waId == null && id == null) {
            throw new Unreadable("no person");
        }
        return new Person(waId, id, contact == null ? null : name(contact.path("profile")));
    }

    /** The contact with this number or id; the only one where the item names nobody. */
    private @Nullable JsonNode contact(@Nullable String waId, @Nullable String userId) {
        var contacts = json.get("contacts");
        if (contacts == null || !contacts.isArray()) {
            return null;
        }
        if (waId == null && userId == null) {
            return contacts.size() == 1 ? contacts.get(0) : null;
        }
        for (var contact : contacts.values()) {
            if (waId != null && waId.equals(Json.digits(Json.text(contact, "wa_id")))
                    || userId != null && userId.equals(Json.text(contact, "user_id"))) {
                return contact;
            }
        }
        return null;
    }

    /** Such as {@code IN.123}, where a number is expected. */
    private static boolean isUserId(@Nullable String text) {
        return text != null && text.indexOf('.') == 2;
    }

    private static @Nullable String name(JsonNode profile) {
        var name = Json.filled(Json.text(profile, "name"));
        return name == null ? Json.filled(Json.text(profile, "username")) : name;
    }
}
