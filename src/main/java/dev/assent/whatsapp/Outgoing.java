package dev.assent.whatsapp;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.Map;

/** Writes what we send in Meta's words. */
final class Outgoing {

    private Outgoing() {}

    static ObjectNode permissionRequest(Recipient to, @Nullable String body, Id attempt) {
        var message = message(to, "interactive", attempt);
        var interactive = message.putObject("interactive");
        interactive.put("type", "call_permission_request");
        interactive.putObject("action").put("name", "call_permission_request");
        if (body != null && !body.isBlank()) {
            interactive.putObject("body").put("text", body);
        }
        return message;
    }

    static ObjectNode text(Recipient to, String body, Id attempt) {
        var message = message(to, "text", attempt);
        message.putObject("text").put("body", body).put("preview_url", false);
        return message;
    }

    static ObjectNode readMark(String messageId) {
        return Json.MAPPER
                .createObjectNode()
                .put("messaging_product", "whatsapp")
                .put("status", "read")
                .put("message_id", messageId);
    }

    static ObjectNode template(Recipient to, TemplateMessage template, Id attempt) {
        var message = message(to, "template", attempt);
        var content = message.putObject("template").put("name", template.name());
        content.putObject("language")
                .put("policy", "deterministic")
                .put("code", template.language());
        var components = Json.MAPPER.createArrayNode();
        fill(components, "header", template.header());
        fill(components, "body", template.body());
        if (!components.isEmpty()) {
            content.set("components", components);
        }
        return message;
    }

    static ObjectNode connect(Recipient to, String offer, Id attempt) {
        var call = call("connect");
        address(call, to);
        session(call, "offer", offer);
        call.put("biz_opaque_callback_data", attempt.toString());
        return call;
    }

    static ObjectNode callAnswer(String action, String callId, String answer) {
        var call = callAction(action, callId);
        session(call, "answer", answer);
        return call;
    }

    static ObjectNode callAction(String action, String callId) {
        return call(action).put("call_id", callId);
    }

    private static ObjectNode call(String action) {
        return Json.MAPPER
                .createObjectNode()
                .put("messaging_product", "whatsapp")
                .put("action", action);
    }

    private static void session(ObjectNode call, String type, String sdp) {
        call.putObject("session").put("sdp_type", type).put("sdp", sdp);
    }

    static ObjectNode draft(TemplateDraft draft) {
        var template = Json.MAPPER.createObjectNode();
        var named = draft.examples().keySet().stream().noneMatch(Outgoing::isPosition);
        template.put("name", draft.name());
        template.put("language", draft.language());
        template.put("category", draft.category());
        template.put("parameter_format", named ? "named" : "positional");
        var components = template.putArray("components");
        if (draft.header() != null) {
            var header = component(components, "header", draft.header());
            header.put("format", "text");
            examples(header, "header", draft.header(), draft.examples(), named);
        }
        var body = component(components, "body", draft.body());
        examples(body, "body", draft.body(), draft.examples(), named);
        if (draft.footer() != null) {
            component(components, "footer", draft.footer());
        }
        components.addObject().put("type", "call_permission_request");
        return template;
    }

    static ObjectNode settings(CallingSettings.Change change) {
        var settings = Json.MAPPER.createObjectNode();
        var calling = settings.putObject("calling");
        enabled(calling, "status", change.calling());
        enabled(calling, "callback_permission_status", change.callbackPermission());
        if (change.iconVisible() != null) {
            calling.put("call_icon_visibility", change.iconVisible() ? "DEFAULT" : "DISABLE_ALL");
        }
        return settings;
    }

    private static ObjectNode message(Recipient to, String type, Id attempt) {
        var message = Json.MAPPER.createObjectNode();
        message.put("messaging_product", "whatsapp");
        message.put("recipient_type", "individual");
        address(message, to);
        message.put("type", type);
        message.put("biz_opaque_callback_data", attempt.toString());
        return message;
    }

    private static void address(ObjectNode question, Recipient to) {
        switch (to) {
            case Recipient.ByNumber(var digits) -> question.put("to", digits);
            case Recipient.ByUserId(var userId) -> question.put("recipient", userId);
        }
    }

    private static void fill(ArrayNode components, String type, Map<String, String> values) {
        if (values.isEmpty()) {
            return;
        }
        var parameters = components.addObject().put("type", type).putArray("parameters");
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Outgoing.inPosition()))
                .forEach(value -> {
                    var parameter = parameters.addObject().put("type", "text");
                    if (!isPosition(value.getKey())) {
                        parameter.put("parameter_name", value.getKey());
                    }
                    parameter.put("text", value.getValue());
                });
    }

    private static ObjectNode component(ArrayNode components, String type, String text) {
        return components.addObject().put("type", type).put("text", text);
    }

    private static void examples(
            ObjectNode component,
            String part,
            String text,
            Map<String, String> examples,
            boolean named) {
        var variables = Placeholders.in(text);
        if (variables.isEmpty()) {
            return;
        }
        var example = component.putObject("example");
        if (named) {
            var list = example.putArray(part + "_text_named_params");
            variables.forEach(variable ->
                    list.addObject()
                            .put("param_name", variable)
                            .put("example", examples.getOrDefault(variable, variable)));
            return;
        }
        var list = example.putArray(part + "_text");
        var values = part.equals("body") ? list.addArray() : list;
        variables.stream()
                .sorted(inPosition())
                .forEach(variable -> values.add(examples.getOrDefault(variable, variable)));
    }

    private static void enabled(ObjectNode calling, String name, @Nullable Boolean on) {
        if (on != null) {
            calling.put(name, on ? "ENABLED" : "DISABLED");
        }
    }

    private static Comparator<String> inPosition() {
        return Comparator.<String>comparingInt(
                        name -> isPosition(name) ? Integer.parseInt(name) : Integer.MAX_VALUE)
                .thenComparing(Comparator.naturalOrder());
    }

    private static boolean isPosition(String name) {
        return name.matches("[0-9]{1,3}");
    }
}
