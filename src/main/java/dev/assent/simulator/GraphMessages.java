package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code POST /{phone-number-id}/messages}. */
class GraphMessages {

    private static final int LONGEST_OPAQUE = 512;
    private static final int LONGEST_REQUEST = 1_024;
    private static final int LONGEST_TEXT = 4_096;

    private final Addressing addressing;
    private final Chats chats;
    private final Pairs pairs;
    private final Messages messages;
    private final PhoneCalls calls;
    private final Templates templates;
    private final Courier courier;
    private final Rates rates;
    private final Settings settings;
    private final Work work;

    GraphMessages(
            Addressing addressing,
            Chats chats,
            Pairs pairs,
            Messages messages,
            PhoneCalls calls,
            Templates templates,
            Courier courier,
            Rates rates,
            Settings settings,
            Work work) {
        this.addressing = addressing;
        this.chats = chats;
        this.pairs = pairs;
        this.messages = messages;
        this.calls = calls;
        this.templates = templates;
        this.courier = courier;
        this.rates = rates;
        this.settings = settings;
        this.work = work;
    }

    /** What the person will see. */
    private record Draft(
            String kind,
            @Nullable String header,
            String body,
            @Nullable String footer,
            @Nullable String media,
            List<Message.Button> buttons,
            @Nullable String template,
            String category,
            boolean isRequest) {

        static Draft plain(String kind, String body) {
            return new Draft(kind, null, body, null, null, List.of(), null, "service", false);
        }

        boolean freeForm() {
            return template == null;
        }
    }

    JsonNode post(GraphRequest request) {
        var number = addressing.number(request);
        Addressing.checkProduct(request.body());
        if (Json.text(request.body(), "status").isPresent()) {
            return markRead(request);
        }
        var phone = addressing.recipient(request.body(), number);
        var draft = draft(number, request.body());
        if (!rates.take(
                "messages " + number.phoneNumberId(),
                request.now(),
                1,
                settings.quirks().messagesPerSecond())) {
            throw GraphError.of(Fault.THROUGHPUT, "Too many messages in this second.");
        }
        return work.call(() -> sent(request, chats.held(number, phone.waId()), draft));
    }

    private JsonNode sent(GraphRequest request, Chat chat, Draft draft) {
        checkPair(chat, request);
        if (draft.isRequest()) {
            checkRequest(chat, request);
        }
        if (draft.freeForm()
                && !settings.quirks().windowRefusedLater()
                && !chat.pair().windowOpenAt(request.now())) {
            throw Courier.windowClosed();
        }
        var pair = chat.pair().messageSpent(request.now()).active(request.now());
        pairs.save(pair);
        var message = message(request, chat, draft);
        courier.send(chat.with(pair), message);
        return answer(request, chat, draft, message);
    }

    private static void checkPair(Chat chat, GraphRequest request) {
        if (!chat.number().mayWriteTo(chat.phone().waId())) {
            throw GraphError.of(
                    Fault.NOT_ON_LIST, "This test number may write to listed recipients only.");
        }
        if (!chat.pair().takesMessageAt(request.now())) {
            throw GraphError.of(
                    Fault.PAIR_RATE, "Too many messages to this recipient in a short time.");
        }
    }

    /** What Meta demands of one who asks to call. */
    private void checkRequest(Chat chat, GraphRequest request) {
        var number = chat.number();
        var quirks = settings.quirks();
        addressing.checkCallingOn(number);
        if (!quirks.barredCountriesMayAsk()) {
            addressing.checkCountry(number);
        }
        addressing.checkNotPaused(number, request.now());
        if (chat.pair().permissionAt(request.now()) == Pair.Permission.PERMANENT) {
            throw GraphError.of(
                    Fault.PERMANENT_PERMISSION, "The recipient always allows calls: just call.");
        }
        var limits =
                Limits.of(
                        chat.pair(),
                        messages.requests(chat.pair().id()),
                        calls.of(chat.pair().id()),
                        number.edition(),
                        quirks,
                        request.now());
        if (!limits.mayAsk()) {
            throw GraphError.passing(
                    Fault.REQUEST_LIMIT,
                    "Limit of %d request(s) in 24 hours and %d in 7 days reached for this recipient. A connected call resets it."
                            .formatted(limits.requests().max(), limits.requestsOfWeek().max()),
                    limits.askableAt());
        }
    }

    private Draft draft(BusinessNumber number, JsonNode body) {
        var type = Json.text(body, "type").orElse("text");
        return switch (type) {
            case "text" -> text(body);
            case "image", "audio", "video", "document", "sticker" -> media(type, body.path(type));
            case "interactive" -> interactive(body.path("interactive"));
            case "template" -> template(number, body.path("template"));
            default ->
                    throw GraphError.of(Fault.UNSUPPORTED_TYPE, "The simulator knows no " + type);
        };
    }

    private static Draft text(JsonNode body) {
        var text =
                Json.text(body.path("text"), "body")
                        .orElseThrow(() -> GraphError.missing("text['body']"));
        checkLength(text, LONGEST_TEXT, "text['body']");
        return Draft.plain("text", text);
    }

    private static Draft media(String type, JsonNode media) {
        var reference =
                Json.text(media, "link")
                        .or(() -> Json.text(media, "id"))
                        .orElseThrow(() -> GraphError.missing(type + "['link'] or ['id']"));
        return new Draft(
                type,
                null,
                Json.text(media, "caption").orElse(""),
                null,
                reference,
                List.of(),
                null,
                "service",
                false);
    }

    private static Draft interactive(JsonNode interactive) {
        var type =
                Json.text(interactive, "type")
                        .orElseThrow(() -> GraphError.missing("interactive['type']"));
        return switch (type) {
            case "call_permission_request" -> permissionRequest(interactive);
            case "button" -> buttons(interactive);
            default ->
                    throw GraphError.of(
                            Fault.UNSUPPORTED_TYPE, "The simulator knows no interactive " + type);
        };
    }

    private static Draft permissionRequest(JsonNode interactive) {
        if (!interactive.path("action").path("name").asString().equals("call_permission_request")) {
            throw GraphError.of(
                    Fault.BAD_VALUE,
                    "interactive['action']['name'] must be call_permission_request.");
        }
        if (interactive.has("header") || interactive.has("footer")) {
            throw GraphError.of(
                    Fault.BAD_VALUE, "A call permission request takes no header and no footer.");
        }
        var text = Json.text(interactive.path("body"), "text").orElse("");
        checkLength(text, LONGEST_REQUEST, "interactive['body']['text']");
        return new Draft("request", null, text, null, null, List.of(), null, "service", true);
    }

    private static Draft buttons(JsonNode interactive) {
        var text =
                Json.text(interactive.path("body"), "text")
                        .orElseThrow(() -> GraphError.missing("interactive['body']['text']"));
        var buttons = new ArrayList<Message.Button>();
        for (var button : interactive.path("action").path("buttons")) {
            var reply = button.path("reply");
            buttons.add(
                    new Message.Button(
                            Json.text(reply, "title").orElse("…"),
                            Json.text(reply, "id").orElse("")));
        }
        if (buttons.isEmpty()) {
            throw GraphError.missing("interactive['action']['buttons']");
        }
        return new Draft(
                "interactive",
                null,
                text,
                Json.text(interactive.path("footer"), "text").orElse(null),
                null,
                buttons,
                null,
                "service",
                false);
    }

    private Draft template(BusinessNumber number, JsonNode asked) {
        var name =
                Json.text(asked, "name").orElseThrow(() -> GraphError.missing("template['name']"));
        var language =
                Json.text(asked.path("language"), "code")
                        .orElseThrow(() -> GraphError.missing("template['language']['code']"));
        var template =
                templates
                        .find(number.wabaId(), name, language)
                        .orElseThrow(() -> noTemplate(name, language));
        switch (template.status()) {
            case "APPROVED" -> {}
            case "PAUSED" -> throw GraphError.of(Fault.TEMPLATE_PAUSED, "Paused for low quality.");
            case "DISABLED" -> throw GraphError.of(Fault.TEMPLATE_DISABLED, "Disabled for good.");
            default -> throw noTemplate(name, language);
        }
        var rendered = template.rendered(asked.path("components"));
        return new Draft(
                template.asksPermission() ? "request" : "template",
                rendered.header(),
                rendered.body(),
                rendered.footer(),
                null,
                rendered.buttons(),
                name,
                template.category().toLowerCase(Locale.ROOT),
                template.asksPermission());
    }

    private static GraphError noTemplate(String name, String language) {
        return GraphError.of(
                Fault.NO_TEMPLATE,
                "template name (%s) does not exist in %s".formatted(name, language));
    }

    private Message message(GraphRequest request, Chat chat, Draft draft) {
        return new Message(
                0,
                chat.pair().id(),
                Ids.message(chat.phone().waId()),
                Message.Sender.BUSINESS,
                draft.kind(),
                draft.header(),
                draft.body(),
                draft.footer(),
                draft.media(),
                draft.buttons().isEmpty() ? null : Json.write(draft.buttons()),
                draft.template(),
                draft.category(),
                draft.isRequest(),
                null,
                null,
                Json.text(request.body().path("context"), "message_id").orElse(null),
                opaque(request.body()).orElse(null),
                request.now(),
                null,
                null,
                null,
                null);
    }

    private static JsonNode answer(GraphRequest request, Chat chat, Draft draft, Message message) {
        var contact = Json.object();
        contact.put(
                "input",
                Json.text(request.body(), "to")
                        .or(() -> Json.text(request.body(), "recipient"))
                        .orElse(""));
        if (!chat.phone().hidesNumber() || request.body().has("to")) {
            contact.put("wa_id", chat.phone().waId());
        }
        contact.put("user_id", chat.phone().userId());
        var sent = Json.object().put("id", message.wamid());
        if (!draft.freeForm()) {
            sent.put("message_status", "accepted");
        }
        ObjectNode answer = Json.object().put("messaging_product", "whatsapp");
        answer.set("contacts", Json.array(contact));
        return answer.set("messages", Json.array(sent));
    }

    /** The business has read what a person wrote; phones here do not show it. */
    private static JsonNode markRead(GraphRequest request) {
        if (Json.text(request.body(), "message_id").isEmpty()) {
            throw GraphError.missing("message_id");
        }
        return Json.object().put("success", true);
    }

    static Optional<String> opaque(JsonNode body) {
        var opaque = Json.text(body, "biz_opaque_callback_data");
        opaque.ifPresent(text -> checkLength(text, LONGEST_OPAQUE, "biz_opaque_callback_data"));
        return opaque;
    }

    private static void checkLength(String text, int most, String name) {
        if (Names.length(text) > most) {
            throw GraphError.of(
                    Fault.INVALID_PARAMETER,
                    "%s must be at most %d characters long.".formatted(name, most));
        }
    }
}
