package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.StringJoiner;

/** Reads what people write, tap and answer. */
final class MessageReading {

    private static final List<String> KINDS =
            List.of(
                    "interactive",
                    "text",
                    "image",
                    "audio",
                    "video",
                    "document",
                    "sticker",
                    "location",
                    "contacts",
                    "button",
                    "order",
                    "reaction",
                    "system");

    private MessageReading() {}

    static Notice notice(Value value, JsonNode message) {
        if (message.has("group_id")) {
            return value.unknown("message in a group");
        }
        var kind = kind(message);
        var body = message.path(kind);
        return switch (kind) {
            case "interactive" -> interactive(value, message, body);
            case "text" -> written(value, message, kind, new Content(Json.text(body, "body")));
            case "image", "audio", "video", "sticker" ->
                    written(value, message, kind, media(body, Json.text(body, "caption")));
            case "document" ->
                    written(
                            value,
                            message,
                            kind,
                            media(body, firstText(body, "caption", "filename")));
            case "location" -> written(value, message, kind, new Content(place(body)));
            case "contacts" -> written(value, message, kind, new Content(names(body)));
            case "button" ->
                    written(
                            value,
                            message,
                            kind,
                            new Content(Json.text(body, "text"), Json.text(body, "payload")));
            case "order" -> written(value, message, kind, new Content(Json.text(body, "text")));
            case "reaction" -> reaction(value, message, body);
            case "unsupported" -> written(value, message, kind, new Content(null));
            case "system" -> system(value, message, body);
            default -> value.unknown("message " + kind);
        };
    }

    /** Marketing messages stopped or resumed. */
    static Notice preference(Value value, JsonNode preference) {
        var word = Json.text(preference, "value", "");
        return switch (word) {
            case "stop", "resume" ->
                    new Notice.MarketingPreference(
                            value.person(preference, "wa_id", "user_id"),
                            Json.requiredMoment(preference, "timestamp"),
                            word.equals("stop"));
            default -> value.unknown("preference " + word);
        };
    }

    /** Meta's own samples of permission replies leave the type out. */
    private static String kind(JsonNode message) {
        var type = Json.filled(Json.text(message, "type"));
        if (type != null) {
            return type;
        }
        return KINDS.stream()
                .filter(message::has)
                .findFirst()
                .orElseThrow(() -> new Unreadable("no type"));
    }

    private static Notice interactive(Value value, JsonNode message, JsonNode body) {
        var reply = body.path("call_permission_reply");
        if (reply.isObject()) {
            return permission(value, message, reply);
        }
        if (body.has("button_reply")) {
            return tapped(value, message, body.path("button_reply"));
        }
        if (body.has("list_reply")) {
            return tapped(value, message, body.path("list_reply"));
        }
        if (body.has("nfm_reply")) {
            var form = body.path("nfm_reply");
            return written(
                    value,
                    message,
                    "interactive",
                    new Content(Json.text(form, "body"), Json.text(form, "response_json")));
        }
        return value.unknown("interactive " + Json.text(body, "type", ""));
    }

    private static Notice permission(Value value, JsonNode message, JsonNode reply) {
        var response = Json.required(reply, "response");
        var accepted = response.equalsIgnoreCase("accept");
        if (!accepted && !response.equalsIgnoreCase("reject")) {
            return value.unknown("permission " + response);
        }
        var permanent = accepted && Json.yes(reply, "is_permanent");
        return new Notice.PermissionReply(
                Json.required(message, "id"),
                value.person(message, "from", "from_user_id"),
                Json.requiredMoment(message, "timestamp"),
                accepted,
                permanent,
                accepted && !permanent ? Json.moment(reply, "expiration_timestamp") : null,
                "automatic".equalsIgnoreCase(Json.text(reply, "response_source")),
                Json.filled(Json.text(message.path("context"), "id")));
    }

    private static Notice tapped(Value value, JsonNode message, JsonNode reply) {
        return written(
                value,
                message,
                "interactive",
                new Content(Json.text(reply, "title"), Json.text(reply, "id")));
    }

    private static Notice reaction(Value value, JsonNode message, JsonNode body) {
        return message(
                value,
                message,
                "reaction",
                new Content(Json.text(body, "emoji", "")),
                Json.filled(Json.text(body, "message_id")));
    }

    /** Not the person's own words, so it must not count as a message. */
    private static Notice system(Value value, JsonNode message, JsonNode body) {
        var waId = Json.digits(firstText(body, "wa_id", "new_wa_id"));
        var userId = Json.filled(Json.text(body, "user_id"));
        if (waId == null && userId == null) {
            return value.unknown("system " + Json.text(body, "type", ""));
        }
        return new Notice.Renumbered(
                Json.required(message, "id"),
                value.person(message, "from", "from_user_id"),
                Json.requiredMoment(message, "timestamp"),
                new Person(waId, userId, null));
    }

    private static Notice written(Value value, JsonNode message, String kind, Content content) {
        var answers = Json.filled(Json.text(message.path("context"), "id"));
        return message(value, message, kind, content, answers);
    }

    private static Notice message(
            Value value, JsonNode message, String kind, Content content, @Nullable String answers) {
        return new Notice.Message(
                Json.required(message, "id"),
                value.person(message, "from", "from_user_id"),
                Json.requiredMoment(message, "timestamp"),
                kind,
                content.text(),
                content.media(),
                content.mimeType(),
                content.payload(),
                answers);
    }

    private static Content media(JsonNode body, @Nullable String text) {
        return new Content(text, Json.text(body, "id"), Json.text(body, "mime_type"), null);
    }

    private static String place(JsonNode body) {
        var place = new StringJoiner(", ");
        for (var name : List.of("name", "address")) {
            var text = Json.filled(Json.text(body, name));
            if (text != null) {
                place.add(text);
            }
        }
        return place.length() > 0
                ? place.toString()
                : Json.text(body, "latitude", "?") + ", " + Json.text(body, "longitude", "?");
    }

    private static String names(JsonNode contacts) {
        var names = new StringJoiner(", ");
        for (var contact : contacts.values()) {
            var name = Json.filled(Json.text(contact.path("name"), "formatted_name"));
            if (name != null) {
                names.add(name);
            }
        }
        return names.toString();
    }

    private static @Nullable String firstText(JsonNode node, String name, String otherwise) {
        var text = Json.filled(Json.text(node, name));
        return text == null ? Json.filled(Json.text(node, otherwise)) : text;
    }

    /** What a message holds, whatever its kind. */
    private record Content(
            @Nullable String text,
            @Nullable String media,
            @Nullable String mimeType,
            @Nullable String payload) {

        Content(@Nullable String text) {
            this(text, null, null, null);
        }

        Content(@Nullable String text, @Nullable String payload) {
            this(text, null, null, payload);
        }
    }
}
