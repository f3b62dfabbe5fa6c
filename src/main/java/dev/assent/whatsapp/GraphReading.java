package dev.assent.whatsapp;

import dev.assent.whatsapp.CallPermissions.Action;
import dev.assent.whatsapp.CallPermissions.Limit;
import dev.assent.whatsapp.CallPermissions.Permission;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what Meta answers. What makes no sense is {@link Unreadable}. */
final class GraphReading {

    private GraphReading() {}

    static Success success(JsonNode answer) {
        if (!Json.yes(answer, "success")) {
            throw new Unreadable("no success");
        }
        return new Success();
    }

    static Sent sent(JsonNode answer) {
        var message = answer.path("messages").path(0);
        var status = Json.text(message, "message_status", "accepted");
        return new Sent(
                Json.required(message, "id"),
                recipient(answer.path("contacts").path(0)),
                !status.equalsIgnoreCase("accepted"));
    }

    static Dialled dialled(JsonNode answer) {
        return new Dialled(Json.required(answer.path("calls").path(0), "id"));
    }

    static CallPermissions permissions(JsonNode answer) {
        return new CallPermissions(
                permission(answer.path("permission")),
                action(answer, "send_call_permission_request"),
                action(answer, "start_call"));
    }

    static CallingSettings settings(JsonNode answer) {
        if (!answer.isObject()) {
            throw new Unreadable("no object");
        }
        var calling = answer.path("calling");
        return new CallingSettings(
                isOn(calling, "status"),
                isOn(calling, "callback_permission_status"),
                !Boolean.FALSE.equals(AccountReading.iconVisible(calling)),
                isOn(calling.path("sip"), "status"),
                restrictions(calling.path("restrictions")));
    }

    static NumberProfile profile(JsonNode number) {
        return new NumberProfile(
                Json.required(number, "id"),
                Json.required(number, "display_phone_number"),
                Json.filled(Json.text(number, "verified_name")),
                Json.filled(Json.text(number, "quality_rating")),
                Json.filled(Json.text(number, "status")));
    }

    static MessageTemplate template(JsonNode template) {
        var header = component(template, "HEADER");
        var body = component(template, "BODY");
        var footer = component(template, "FOOTER");
        var rejection = Json.filled(Json.text(template, "rejected_reason"));
        return new MessageTemplate(
                Json.required(template, "id"),
                Json.required(template, "name"),
                Json.required(template, "language"),
                Json.upper(Json.text(template, "category")),
                Json.upper(Json.required(template, "status")),
                rejection == null || rejection.equalsIgnoreCase("NONE") ? null : rejection,
                Json.filled(Json.text(template.path("quality_score"), "score")),
                header == null ? null : Json.filled(Json.text(header, "text")),
                body == null ? "" : Json.text(body, "text", ""),
                footer == null ? null : Json.filled(Json.text(footer, "text")),
                examples(header, body),
                component(template, "CALL_PERMISSION_REQUEST") != null,
                template.path("components").valueStream().allMatch(GraphReading::isWords));
    }

    private static boolean isWords(JsonNode component) {
        return switch (Json.upper(Json.text(component, "type"))) {
            case "BODY", "FOOTER", "CALL_PERMISSION_REQUEST" -> true;
            case "HEADER" -> Json.upper(Json.text(component, "format", "TEXT")).equals("TEXT");
            case "BUTTONS" ->
                    component.path("buttons").valueStream().allMatch(GraphReading::isComplete);
            default -> false;
        };
    }

    /** Whether a button goes out as it is. */
    private static boolean isComplete(JsonNode button) {
        return switch (Json.upper(Json.text(button, "type"))) {
            case "QUICK_REPLY", "PHONE_NUMBER", "VOICE_CALL" -> true;
            case "URL" -> !Json.text(button, "url", "").contains("{{");
            default -> false;
        };
    }

    private static Map<String, String> examples(
            @Nullable JsonNode header, @Nullable JsonNode body) {
        var examples = new HashMap<String, String>();
        if (header != null) {
            examples(header.path("example"), "header_text", examples);
        }
        if (body != null) {
            examples(body.path("example"), "body_text", examples);
        }
        return examples;
    }

    /** Those of positions stand in a list, those of the body in a list of lists. */
    private static void examples(JsonNode example, String name, Map<String, String> examples) {
        for (var one : example.path(name + "_named_params").values()) {
            examples.put(Json.text(one, "param_name", ""), Json.text(one, "example", ""));
        }
        var list = example.path(name);
        var values = list.path(0).isArray() ? list.path(0) : list;
        for (int position = 0; position < values.size(); position++) {
            var value = Json.text(values.get(position));
            examples.put(Integer.toString(position + 1), value == null ? "" : value);
        }
    }

    static CreatedTemplate created(JsonNode answer) {
        return new CreatedTemplate(
                Json.required(answer, "id"),
                Json.upper(Json.text(answer, "status", "PENDING")),
                Json.upper(Json.text(answer, "category")));
    }

    static boolean isSubscribed(JsonNode answer) {
        if (!answer.path("data").isArray()) {
            throw new Unreadable("no data");
        }
        return !answer.path("data").isEmpty();
    }

    /** What one page of a list holds, and the cursor of the next. */
    record Page<T>(List<T> items, @Nullable String next) {}

    static <T> Page<T> page(JsonNode answer, GraphConnection.Reading<T> reading) {
        var data = answer.path("data");
        if (!data.isArray()) {
            throw new Unreadable("no data");
        }
        var items = new ArrayList<T>();
        for (var item : data.values()) {
            items.add(reading.of(item));
        }
        var paging = answer.path("paging");
        var more = Json.text(paging, "next") != null;
        return new Page<>(items, more ? Json.text(paging.path("cursors"), "after") : null);
    }

    private static @Nullable Person recipient(JsonNode contact) {
        var waId = Json.digits(Json.text(contact, "wa_id"));
        var userId = Json.filled(Json.text(contact, "user_id"));
        return waId == null && userId == null ? null : new Person(waId, userId, null);
    }

    private static Permission permission(JsonNode permission) {
        var status = Json.required(permission, "status");
        return switch (status) {
            case "no_permission" -> new Permission.None();
            case "temporary" -> new Permission.Temporary(expiry(permission));
            case "permanent" -> new Permission.Permanent();
            default -> throw new Unreadable("status " + Json.word(status));
        };
    }

    /** Meta's sample and her table name it differently. */
    private static @Nullable Instant expiry(JsonNode permission) {
        var expiry = Json.moment(permission, "expiration_time");
        return expiry == null ? Json.moment(permission, "expiration") : expiry;
    }

    private static @Nullable Action action(JsonNode answer, String name) {
        for (var action : answer.path("actions").values()) {
            if (name.equals(Json.text(action, "action_name"))) {
                return new Action(
                        Json.yes(action, "can_perform_action"), limits(action.path("limits")));
            }
        }
        return null;
    }

    private static List<Limit> limits(JsonNode limits) {
        var list = new ArrayList<Limit>();
        for (var limit : limits.values()) {
            var max = Json.whole(limit, "max_allowed");
            var used = Json.whole(limit, "current_usage");
            if (max == null || used == null) {
                throw new Unreadable("no limit");
            }
            list.add(
                    new Limit(
                            period(Json.required(limit, "time_period")),
                            Math.clamp(max, 0, Integer.MAX_VALUE),
                            Math.clamp(used, 0, Integer.MAX_VALUE),
                            Json.moment(limit, "limit_expiration_time")));
        }
        return list;
    }

    private static Duration period(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException noPeriod) {
            throw new Unreadable("no time_period");
        }
    }

    private static boolean isOn(JsonNode node, String name) {
        return Boolean.TRUE.equals(Json.enabled(node, name));
    }

    /** Her table and her sample spell the list differently. */
    private static List<CallingSettings.Restriction> restrictions(JsonNode restrictions) {
        var list = new ArrayList<CallingSettings.Restriction>();
        for (var name : List.of("restrictions_list", "restriction_list")) {
            for (var restriction : restrictions.path(name).values()) {
                var type = Json.upper(Json.word(Json.text(restriction, "type")));
                list.add(
                        new CallingSettings.Restriction(
                                type,
                                AccountReading.stopsBusinessCalls(type),
                                Json.moment(restriction, "expiration")));
            }
        }
        return list;
    }

    private static @Nullable JsonNode component(JsonNode template, String type) {
        for (var component : template.path("components").values()) {
            if (type.equals(Json.upper(Json.text(component, "type")))) {
                return component;
            }
        }
        return null;
    }

    static MediaPlace mediaPlace(JsonNode answer) {
        var size = Json.whole(answer, "file_size");
        try {
            return new MediaPlace(
                    new URI(Json.required(answer, "url")),
                    Json.text(answer, "mime_type", "application/octet-stream"),
                    size == null ? 0 : size);
        } catch (URISyntaxException malformed) {
            throw new Unreadable("no address of a file");
        }
    }
}
