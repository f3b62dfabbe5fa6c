package dev.assent.whatsapp;

import dev.assent.whatsapp.Notice.Direction;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** Reads calls beginning and ending, in both directions. */
final class CallReading {

    private CallReading() {}

    static Notice notice(Value value, JsonNode call) {
        var event = Json.required(call, "event");
        return switch (Json.upper(event)) {
            case "CONNECT" -> connect(value, call);
            case "TERMINATE" -> terminate(value, call);
            default -> value.unknown("call " + event);
        };
    }

    /** Errors stand beside the list of calls, and belong to the call that failed. */
    static boolean ownsErrors(Value value) {
        for (var call : value.json().path("calls").values()) {
            if (ownsErrors(value, call)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ownsErrors(Value value, JsonNode call) {
        return "TERMINATE".equals(Json.upper(Json.text(call, "event")))
                && (hasFailed(call) || value.json().path("calls").size() == 1);
    }

    private static Notice connect(Value value, JsonNode call) {
        var direction = direction(value, call);
        return new Notice.CallConnect(
                Json.required(call, "id"),
                person(value, call, direction),
                Json.requiredMoment(call, "timestamp"),
                direction,
                sdp(call),
                payload(call),
                StatusReading.attempt(call));
    }

    private static Notice terminate(Value value, JsonNode call) {
        var direction = direction(value, call);
        var errors = errors(value, call);
        var duration = Json.whole(call, "duration");
        return new Notice.CallTerminate(
                Json.required(call, "id"),
                person(value, call, direction),
                Json.requiredMoment(call, "timestamp"),
                direction,
                Json.moment(call, "start_time"),
                Json.moment(call, "end_time"),
                duration == null || duration < 0
                        ? null
                        : Math.clamp(duration, 0, Integer.MAX_VALUE),
                hasFailed(call) || !errors.isEmpty(),
                errors,
                StatusReading.attempt(call));
    }

    private static List<MetaError> errors(Value value, JsonNode call) {
        var own = Errors.list(call.get("errors"));
        return own.isEmpty() && ownsErrors(value, call)
                ? Errors.list(value.json().get("errors"))
                : own;
    }

    private static boolean hasFailed(JsonNode call) {
        return Json.upper(Json.text(call, "status")).equals("FAILED");
    }

    private static Direction direction(Value value, JsonNode call) {
        return switch (Json.upper(Json.text(call, "direction"))) {
            case "BUSINESS_INITIATED" -> Direction.OUTGOING;
            case "USER_INITIATED" -> Direction.INCOMING;
            default -> likelyDirection(value, call);
        };
    }

    private static Direction likelyDirection(Value value, JsonNode call) {
        return isBusiness(value, call, "from")
                        || "answer".equals(Json.text(call.path("session"), "sdp_type"))
                ? Direction.OUTGOING
                : Direction.INCOMING;
    }

    /** The far end. Some of Meta's samples have {@code from} and {@code to} the wrong way round. */
    private static Person person(Value value, JsonNode call, Direction direction) {
        var far = direction == Direction.OUTGOING ? "to" : "from";
        var near = direction == Direction.OUTGOING ? "from" : "to";
        var end = isBusiness(value, call, far) ? near : far;
        var userId = Json.text(call, far + "_user_id");
        return value.person(
                Json.text(call, end), userId == null ? Json.text(call, near + "_user_id") : userId);
    }

    private static boolean isBusiness(Value value, JsonNode call, String end) {
        var business = value.displayNumber();
        return business != null && business.equals(Json.digits(Json.text(call, end)));
    }

    private static @Nullable String sdp(JsonNode call) {
        var sdp = Json.text(call.path("session"), "sdp");
        return sdp == null ? Json.text(call.path("connection").path("webrtc"), "sdp") : sdp;
    }

    private static @Nullable String payload(JsonNode call) {
        var payload = Json.text(call, "cta_payload");
        return payload == null ? Json.text(call, "deeplink_payload") : payload;
    }
}
