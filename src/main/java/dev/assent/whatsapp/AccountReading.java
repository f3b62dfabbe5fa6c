package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Collection;
import java.util.List;

/** Reads what Meta decides about accounts, and changes of a number's settings. */
final class AccountReading {

    private AccountReading() {}

    static Notice warned(Value value, JsonNode update) {
        var info = update.path("violation_info");
        return new Notice.Warned(
                Json.upper(Json.word(Json.required(info, "violation_type"))),
                displayNumber(value),
                value.at());
    }

    /** One or several; one alone may stand without a list around it. */
    static Collection<JsonNode> restrictions(Value value) {
        var info = value.json().path("restriction_info");
        return info.isObject() ? List.of(info) : info.values();
    }

    static Notice restricted(Value value, JsonNode restriction) {
        var word = Json.upper(Json.word(Json.required(restriction, "restriction_type")));
        return new Notice.Restricted(
                word,
                stopsBusinessCalls(word),
                Json.moment(restriction, "expiration"),
                displayNumber(value),
                value.at());
    }

    static Notice settings(Value value, JsonNode change) {
        var calling = change.path("phone_number_settings").path("calling");
        var at = Json.moment(change, "timestamp");
        return calling.isObject()
                ? new Notice.SettingsChanged(
                        Json.enabled(calling, "status"),
                        Json.enabled(calling, "callback_permission_status"),
                        iconVisible(calling),
                        at == null ? value.at() : at)
                : value.unknown(Json.text(change, "type"));
    }

    /** Of her words for it, one alone leaves the icon where people look for it. */
    static @Nullable Boolean iconVisible(JsonNode calling) {
        var visibility = Json.text(calling, "call_icon_visibility");
        return visibility == null ? null : visibility.equalsIgnoreCase("DEFAULT");
    }

    /** She writes both {@code BIZ} and {@code BUSINESS}. */
    static boolean stopsBusinessCalls(String restriction) {
        return restriction.contains("_CALLING")
                && (restriction.contains("_BIZ_INITIATED")
                        || restriction.contains("_BUSINESS_INITIATED"));
    }

    private static @Nullable String displayNumber(Value value) {
        return Json.digits(Json.text(value.json(), "phone_number"));
    }
}
