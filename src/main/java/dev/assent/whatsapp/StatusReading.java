package dev.assent.whatsapp;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice.CallProgress;
import dev.assent.whatsapp.Notice.Delivery;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** Reads how far our messages and calls came. */
final class StatusReading {

    private StatusReading() {}

    static Notice notice(Value value, JsonNode status) {
        if ("group".equals(Json.text(status, "recipient_type"))) {
            return value.unknown("status in a group");
        }
        var id = Json.required(status, "id");
        return "call".equals(Json.text(status, "type")) || id.startsWith("wacid.")
                ? call(value, status, id)
                : message(value, status, id);
    }

    private static Notice message(Value value, JsonNode status, String id) {
        var word = Json.required(status, "status");
        var delivery = delivery(word);
        if (delivery == null) {
            return value.unknown("status " + word);
        }
        var errors = Errors.list(status.get("errors"));
        return new Notice.MessageStatus(
                id,
                recipient(value, status),
                Json.requiredMoment(status, "timestamp"),
                delivery,
                attempt(status),
                errors.isEmpty() ? null : errors.getFirst());
    }

    private static Notice call(Value value, JsonNode status, String id) {
        var word = Json.required(status, "status");
        var progress = progress(word);
        return progress == null
                ? value.unknown("call " + word)
                : new Notice.CallStatus(
                        id,
                        recipient(value, status),
                        Json.requiredMoment(status, "timestamp"),
                        progress,
                        attempt(status));
    }

    private static Person recipient(Value value, JsonNode status) {
        return value.person(status, "recipient_id", "recipient_user_id");
    }

    private static @Nullable Delivery delivery(String word) {
        return switch (Json.upper(word)) {
            case "SENT" -> Delivery.SENT;
            case "DELIVERED" -> Delivery.DELIVERED;
            case "READ" -> Delivery.READ;
            case "PLAYED" -> Delivery.PLAYED;
            case "FAILED" -> Delivery.FAILED;
            default -> null;
        };
    }

    private static @Nullable CallProgress progress(String word) {
        return switch (Json.upper(word)) {
            case "RINGING" -> CallProgress.RINGING;
            case "ACCEPTED" -> CallProgress.ACCEPTED;
            case "REJECTED" -> CallProgress.REJECTED;
            default -> null;
        };
    }

    /** The identity we gave it; another system's mark is none of ours. */
    static @Nullable Id attempt(JsonNode item) {
        var mark = Json.text(item, "biz_opaque_callback_data");
        try {
            return mark == null ? null : Id.parse(mark);
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }
}
