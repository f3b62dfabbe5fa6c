package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What webhooks look like: the {@code value} of each change, field by field as Meta sends it. */
final class Shapes {

    private Shapes() {}

    /** Field {@code messages}: how far a message of the business came. */
    static ObjectNode messageStatus(
            BusinessNumber number,
            Phone phone,
            Message message,
            String status,
            Instant at,
            @Nullable GraphError error) {
        var told = Json.object();
        told.put("id", message.wamid());
        told.put("status", status);
        told.put("timestamp", seconds(at));
        recipient(told, phone);
        opaque(told, message.opaque());
        if (status.equals("sent") || status.equals("delivered")) {
            told.set("pricing", pricing(message.category()));
        }
        if (error != null) {
            told.set("errors", Json.array(failure(error)));
        }
        return value(number).set("statuses", Json.array(told));
    }

    /** Field {@code messages}: a person wrote; the kinds differ in what stands under their name. */
    static ObjectNode personsMessage(
            BusinessNumber number,
            Phone phone,
            String id,
            Instant at,
            String type,
            ObjectNode content,
            @Nullable String contextId) {
        var message = Json.object();
        if (!phone.hidesNumber()) {
            message.put("from", phone.waId());
        }
        message.put("from_user_id", phone.userId());
        message.put("id", id);
        message.put("timestamp", seconds(at));
        if (contextId != null) {
            message.putObject("context").put("from", number.digits()).put("id", contextId);
        }
        message.put("type", type);
        message.set(type, content);
        var value = value(number);
        value.set("contacts", Json.array(contact(phone)));
        return value.set("messages", Json.array(message));
    }

    static ObjectNode text(String body) {
        return Json.object().put("body", body);
    }

    static ObjectNode media(String id, Samples.Kind kind, String caption) {
        var media = Json.object().put("id", id).put("mime_type", kind.mimeType());
        if (!caption.isBlank()) {
            media.put("caption", caption);
        }
        return kind == Samples.Kind.VOICE ? media.put("voice", true) : media;
    }

    static ObjectNode reaction(String wamid, String emoji) {
        return Json.object().put("message_id", wamid).put("emoji", emoji);
    }

    static ObjectNode quickReply(Message.Button button) {
        return Json.object().put("payload", button.payload()).put("text", button.text());
    }

    static ObjectNode interactiveReply(Message.Button button) {
        var interactive = Json.object().put("type", "button_reply");
        interactive
                .putObject("button_reply")
                .put("id", button.payload())
                .put("title", button.text());
        return interactive;
    }

    /** A permission given: until then, or for good if there is no end. */
    static ObjectNode accept(@Nullable Instant until, boolean automatic, Quirks quirks) {
        var reply = Json.object().put("response", "accept").put("is_permanent", until == null);
        if (until != null && quirks.expiryIsNumber()) {
            reply.put("expiration_timestamp", until.getEpochSecond());
        } else if (until != null) {
            reply.put("expiration_timestamp", seconds(until));
        }
        return permissionReply(reply, automatic);
    }

    /** A permission refused or taken back. */
    static ObjectNode reject(boolean automatic) {
        return permissionReply(Json.object().put("response", "reject"), automatic);
    }

    /** Field {@code user_preferences}. */
    static ObjectNode marketingPreference(
            BusinessNumber number, Phone phone, Instant at, boolean stopped) {
        var preference = Json.object();
        if (!phone.hidesNumber()) {
            preference.put("wa_id", phone.waId());
        }
        preference.put("user_id", phone.userId());
        preference.put(
                "detail",
                stopped
                        ? "User requested to stop marketing messages"
                        : "User requested to resume marketing messages");
        preference.put("category", "marketing_messages");
        preference.put("value", stopped ? "stop" : "resume");
        preference.put("timestamp", at.getEpochSecond());
        var value = value(number);
        value.set("contacts", Json.array(contact(phone)));
        return value.set("user_preferences", Json.array(preference));
    }

    /** Field {@code calls}: the caller's offer or the called's answer. */
    static ObjectNode callConnect(
            BusinessNumber number, Phone phone, PhoneCall call, Instant at, Quirks quirks) {
        var told = call(number, phone, call, "connect", at);
        var session = told.putObject("session");
        session.put("sdp_type", call.byBusiness() ? "answer" : "offer");
        session.put("sdp", call.byBusiness() ? call.answer() : call.offer());
        return calls(number, phone, call, told, quirks);
    }

    /** Field {@code calls}: the person's phone rings, was picked up, or was not. */
    static ObjectNode callStatus(
            BusinessNumber number, Phone phone, PhoneCall call, String status, Instant at) {
        var told = Json.object();
        told.put("id", call.wacid());
        told.put("type", "call");
        told.put("status", status);
        told.put("timestamp", seconds(at));
        recipient(told, phone);
        opaque(told, call.opaque());
        return value(number).set("statuses", Json.array(told));
    }

    /** Field {@code calls}: a call is over. */
    static ObjectNode callTerminate(
            BusinessNumber number,
            Phone phone,
            PhoneCall call,
            Instant at,
            @Nullable GraphError error,
            Quirks quirks) {
        var told = call(number, phone, call, "terminate", at);
        var failed =
                call.outcome() == PhoneCall.Outcome.FAILED
                        || call.pickedUpAt() == null && quirks.unansweredIsFailed();
        var status = failed ? "FAILED" : "COMPLETED";
        told.put(
                "status",
                quirks.titleCaseStatus()
                        ? status.charAt(0) + status.substring(1).toLowerCase(Locale.ROOT)
                        : status);
        if (call.pickedUpAt() != null) {
            told.put("start_time", seconds(call.pickedUpAt()));
            told.put("end_time", seconds(at));
            told.put("duration", at.getEpochSecond() - call.pickedUpAt().getEpochSecond());
        }
        var value = calls(number, phone, call, told, quirks);
        if (error != null) {
            value.set("errors", Json.array(failure(error)));
        }
        return value;
    }

    /** Field {@code message_template_status_update}. */
    static ObjectNode templateStatus(Template template, String event, Instant at) {
        var value = template(template);
        value.put("event", event);
        if (event.equals("DELETED") || event.equals("PENDING_DELETION")) {
            value.putNull("reason");
        } else {
            value.put("reason", template.reason());
        }
        value.put("message_template_category", template.category());
        switch (event) {
            case "PAUSED" ->
                    value.putObject("other_info")
                            .put("title", "FIRST_PAUSE")
                            .put("description", "Paused for low quality, for 3 hours.");
            case "DISABLED" -> value.putObject("disable_info").put("disable_date", seconds(at));
            case "REJECTED" -> {
                if (template.reason().equals("INVALID_FORMAT")) {
                    value.putObject("rejection_info")
                            .put("reason", "The format of the template is not valid.")
                            .put("recommendation", "Correct the format and submit it again.");
                }
            }
            default -> {}
        }
        return value;
    }

    /** Field {@code message_template_quality_update}. */
    static ObjectNode templateQuality(Template template, String before) {
        return template(template)
                .put("previous_quality_score", before)
                .put("new_quality_score", template.quality());
    }

    /** Field {@code template_category_update}, told when it has happened. */
    static ObjectNode templateCategory(Template template, String before) {
        return template(template)
                .put("previous_category", before)
                .put("new_category", template.category());
    }

    /** Field {@code template_category_update}, told ahead. */
    static ObjectNode templateCategoryAhead(Template template, String next, Instant from) {
        return template(template)
                .put("new_category", template.category())
                .put("correct_category", next)
                .put("category_update_timestamp", from.getEpochSecond());
    }

    /** Field {@code account_settings_update}. */
    static ObjectNode settingsChanged(BusinessNumber number, CallingSettings settings, Instant at) {
        var value = Json.object();
        value.put("messaging_product", "whatsapp");
        value.put("timestamp", seconds(at));
        value.put("type", "phone_number_settings");
        var told = value.putObject("phone_number_settings");
        told.put("phone_number_id", number.phoneNumberId());
        var calling = told.putObject("calling");
        for (var name :
                List.of(
                        "status",
                        "call_icon_visibility",
                        "callback_permission_status",
                        "srtp_key_exchange_protocol")) {
            calling.set(name, settings.json().path(name));
        }
        calling.putObject("sip").put("status", settings.sip() ? "ENABLED" : "DISABLED");
        return value;
    }

    /** Field {@code account_update}: calls are barred until then. */
    static ObjectNode restricted(BusinessNumber number, String type, @Nullable Instant until) {
        var value = Json.object();
        value.put("phone_number", number.digits());
        value.put("event", "ACCOUNT_RESTRICTION");
        var restriction = Json.object().put("restriction_type", type);
        if (until != null) {
            restriction.put("expiration", until.getEpochSecond());
        }
        return value.set("restriction_info", Json.array(restriction));
    }

    /** Field {@code account_update}: an early warning. */
    static ObjectNode warned(BusinessNumber number, String violation) {
        var value = Json.object();
        value.put("phone_number", number.digits());
        value.put("event", "ACCOUNT_VIOLATION");
        value.putObject("violation_info").put("violation_type", violation);
        return value;
    }

    private static ObjectNode value(BusinessNumber number) {
        var value = Json.object().put("messaging_product", "whatsapp");
        value.putObject("metadata")
                .put("display_phone_number", number.digits())
                .put("phone_number_id", number.phoneNumberId());
        return value;
    }

    private static ObjectNode contact(Phone phone) {
        var contact = Json.object();
        var profile = contact.putObject("profile").put("name", phone.name());
        if (phone.username() != null) {
            profile.put("username", phone.username());
        }
        if (!phone.hidesNumber()) {
            contact.put("wa_id", phone.waId());
        }
        return contact.put("user_id", phone.userId());
    }

    private static ObjectNode permissionReply(ObjectNode reply, boolean automatic) {
        reply.put("response_source", automatic ? "automatic" : "user_action");
        var interactive = Json.object().put("type", "call_permission_reply");
        return interactive.set("call_permission_reply", reply);
    }

    private static ObjectNode call(
            BusinessNumber number, Phone phone, PhoneCall call, String event, Instant at) {
        var told = Json.object();
        told.put("id", call.wacid());
        told.put("event", event);
        told.put("direction", call.byBusiness() ? "BUSINESS_INITIATED" : "USER_INITIATED");
        var person = call.byBusiness() ? "to" : "from";
        told.put(call.byBusiness() ? "from" : "to", number.digits());
        if (!phone.hidesNumber()) {
            told.put(person, phone.waId());
        }
        told.put(person + "_user_id", phone.userId());
        told.put("timestamp", seconds(at));
        opaque(told, call.opaque());
        return told;
    }

    private static ObjectNode calls(
            BusinessNumber number, Phone phone, PhoneCall call, ObjectNode told, Quirks quirks) {
        var value = value(number);
        if (!call.byBusiness() || quirks.contactsOnOutgoingCalls()) {
            value.set("contacts", Json.array(contact(phone)));
        }
        return value.set("calls", Json.array(told));
    }

    private static ObjectNode template(Template template) {
        return Json.object()
                .put("message_template_id", template.id())
                .put("message_template_name", template.name())
                .put("message_template_language", template.language());
    }

    private static void recipient(ObjectNode told, Phone phone) {
        if (!phone.hidesNumber()) {
            told.put("recipient_id", phone.waId());
        }
        told.put("recipient_user_id", phone.userId());
    }

    private static void opaque(ObjectNode told, @Nullable String opaque) {
        if (opaque != null) {
            told.put("biz_opaque_callback_data", opaque);
        }
    }

    private static ObjectNode pricing(String category) {
        var free = category.equals("service");
        return Json.object()
                .put("billable", !free)
                .put("pricing_model", "PMP")
                .put("type", free ? "free_customer_service" : "regular")
                .put("category", category);
    }

    private static ObjectNode failure(GraphError error) {
        var failure = Json.object();
        failure.put("code", error.code());
        failure.put("title", error.title());
        failure.put("message", error.title());
        failure.putObject("error_data").put("details", error.details());
        failure.put("href", "/documentation/business-messaging/whatsapp/support/error-codes");
        return failure;
    }

    private static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }
}
