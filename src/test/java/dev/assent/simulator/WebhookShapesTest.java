package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Each webhook has the fields Meta's pages show, each of the type they show. */
@SimulatorTest
class WebhookShapesTest {

    private static final String METADATA =
            "\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"918000000000\",\"phone_number_id\":\"4366\"}";
    private static final String CONTACTS =
            "\"contacts\":[{\"profile\":{\"name\":\"Farah\"},\"wa_id\":\"919999900001\",\"user_id\":\"IN.123\"}]";
    private static final String PRICING =
            "\"pricing\":{\"billable\":false,\"pricing_model\":\"PMP\",\"type\":\"regular\",\"category\":\"service\"}";

    @LocalServerPort int port;
    @Autowired HandMovedTime time;

    private final Application application = new Application();
    private final String farah = Meta.person();
    private Meta meta;
    private Meta.Line lotus;

    @BeforeEach
    void aNumber() {
        meta = new Meta(port);
        lotus = meta.line("IN", application);
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void the_envelope_is_signed_and_names_the_account() {
        writes();
        theirMessage();
        var post = application.posts().getFirst();
        assertThat(post.wellSigned()).isTrue();
        assertShape(
                post.json().deepCopy(),
                """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{%s,%s,
                  "messages":[{"from":"9","from_user_id":"IN.123","id":"wamid.1","timestamp":"1","type":"text","text":{"body":"hi"}}]}}]}]}
                """
                        .formatted(METADATA, CONTACTS));
        assertThat(post.json().path("entry").path(0).path("id").asString()).isEqualTo(lotus.waba());
        var metadata = theirMessage().path("metadata");
        assertThat(metadata.path("phone_number_id").asString()).isEqualTo(lotus.id());
        assertThat(metadata.path("display_phone_number").asString()).isEqualTo(lotus.digits());
    }

    @Test
    void statuses_tell_how_far_a_message_came() {
        writes();
        var id = lotus.ask(farah).body().path("messages").path(0).path("id").asString();
        var status =
                "{%s,\"statuses\":[{\"id\":\"wamid.1\",\"status\":\"sent\",\"timestamp\":\"1\",\"recipient_id\":\"9\",\"recipient_user_id\":\"IN.123\",\"biz_opaque_callback_data\":\"x\"%s}]}";
        assertShape(application.status("sent"), status.formatted(METADATA, "," + PRICING));
        assertShape(application.status("delivered"), status.formatted(METADATA, "," + PRICING));
        lotus.phone(farah, "read", "{}");
        assertShape(application.status("read"), status.formatted(METADATA, ""));
        var read = application.status("read").path("statuses").path(0);
        assertThat(read.path("id").asString()).isEqualTo(id);
        assertThat(read.path("recipient_id").asString()).isEqualTo(farah);
        assertThat(read.path("biz_opaque_callback_data").asString()).isEqualTo("attempt-7");
    }

    @Test
    void a_failed_status_gives_the_error() {
        writes();
        meta.done("POST", "/phones/" + farah, "{\"current_client\":false}");
        lotus.ask(farah);
        assertShape(
                application.status("failed"),
                """
                {%s,"statuses":[{"id":"wamid.1","status":"failed","timestamp":"1","recipient_id":"9","recipient_user_id":"IN.123","biz_opaque_callback_data":"x",
                 "errors":[{"code":131026,"title":"t","message":"m","error_data":{"details":"d"},"href":"h"}]}]}
                """
                        .formatted(METADATA));
    }

    @Test
    void a_request_is_accepted_for_now() {
        asksAnd("allow");
        assertReply(
                "accept",
                "\"context\":{\"from\":\"9\",\"id\":\"wamid.1\"},",
                "\"is_permanent\":false,\"expiration_timestamp\":\"1\",");
        var reply = permissionReply("accept");
        assertThat(reply.path("is_permanent").asBoolean(true)).isFalse();
        assertThat(reply.path("response_source").asString()).isEqualTo("user_action");
        assertThat(reply.path("expiration_timestamp").asString())
                .isEqualTo(Long.toString(time.instant().getEpochSecond() + 604_800));
    }

    @Test
    void a_request_is_accepted_for_good() {
        asksAnd("always");
        assertReply(
                "accept",
                "\"context\":{\"from\":\"9\",\"id\":\"wamid.1\"},",
                "\"is_permanent\":true,");
        assertThat(permissionReply("accept").path("is_permanent").asBoolean()).isTrue();
    }

    @Test
    void a_request_is_declined() {
        asksAnd("decline");
        assertReply("reject", "\"context\":{\"from\":\"9\",\"id\":\"wamid.1\"},", "");
        assertThat(permissionReply("reject").path("response_source").asString())
                .isEqualTo("user_action");
    }

    @Test
    void the_profile_permits_and_revokes_without_a_context() {
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        assertReply("accept", "", "\"is_permanent\":true,");
        lotus.phone(farah, "profile", "{\"permission\":\"revoke\"}");
        assertReply("reject", "", "");
        assertThat(permissionReply("reject").path("response_source").asString())
                .isEqualTo("user_action");
    }

    @Test
    void a_call_back_permission_names_the_call() {
        lotus.settings("{\"callback_permission_status\":\"ENABLED\"}");
        lotus.phone(farah, "call", "{}");
        assertReply(
                "accept",
                "\"context\":{\"from\":\"9\",\"id\":\"wacid.1\"},",
                "\"is_permanent\":false,\"expiration_timestamp\":\"1\",");
        assertThat(permissionReply("accept").path("response_source").asString())
                .isEqualTo("automatic");
        assertThat(
                        application
                                .reply("accept")
                                .path("messages")
                                .path(0)
                                .path("context")
                                .path("id")
                                .asString())
                .startsWith("wacid.");
    }

    @Test
    void an_expiry_can_be_a_number() {
        meta.done("PATCH", "/settings.json", "{\"quirks\":{\"expiry_is_number\":true}}");
        try {
            asksAnd("allow");
            assertThat(permissionReply("accept").path("expiration_timestamp").isNumber()).isTrue();
        } finally {
            meta.done("PATCH", "/settings.json", "{\"quirks\":{\"expiry_is_number\":false}}");
        }
    }

    @Test
    void a_person_who_hides_the_number_is_a_user_id() {
        writes();
        meta.done("POST", "/phones/" + farah, "{\"hides_number\":true,\"username\":\"farah.s\"}");
        lotus.ask(farah);
        lotus.phone(farah, "reply", "{\"choice\":\"allow\"}");
        var value = application.reply("accept");
        assertThat(value.path("messages").path(0).has("from")).isFalse();
        assertThat(value.path("messages").path(0).path("from_user_id").asString())
                .isEqualTo(lotus.state(farah).path("user_id").asString());
        assertThat(value.path("contacts").path(0).has("wa_id")).isFalse();
        assertThat(value.path("contacts").path(0).path("profile").path("username").asString())
                .isEqualTo("farah.s");
        var byUserId =
                Meta.asking("x")
                        .replace(
                                "\"to\":\"x\"",
                                "\"recipient\":\"%s\""
                                        .formatted(lotus.state(farah).path("user_id").asString()));
        assertThat(lotus.graph("POST", lotus.id() + "/messages", byUserId).code())
                .isEqualTo(138009);
    }

    @Test
    void a_call_of_the_business_connects_rings_and_is_accepted() {
        asksAnd("allow");
        lotus.dial(farah);
        assertCallStatus("RINGING");
        time.advance(Duration.ofSeconds(4));
        lotus.phone(farah, "answer", "{\"seconds\":20}");
        assertShape(
                application.call("connect"),
                """
                {%s,%s,"calls":[{"id":"wacid.1","event":"connect","direction":"BUSINESS_INITIATED","from":"9","to":"9","to_user_id":"IN.1",
                 "timestamp":"1","biz_opaque_callback_data":"x","session":{"sdp_type":"answer","sdp":"v=0"}}]}
                """
                        .formatted(METADATA, CONTACTS));
        var call = application.call("connect").path("calls").path(0);
        assertThat(call.path("from").asString()).isEqualTo(lotus.digits());
        assertThat(call.path("to").asString()).isEqualTo(farah);
        assertThat(call.path("session").path("sdp").asString())
                .startsWith("v=0\r\n")
                .contains("a=setup:active\r\n");
        assertCallStatus("ACCEPTED");
        time.advance(Duration.ofSeconds(30));
        assertShape(
                application.call("terminate"),
                """
                {%s,%s,"calls":[{"id":"wacid.1","event":"terminate","direction":"BUSINESS_INITIATED","from":"9","to":"9","to_user_id":"IN.1",
                 "timestamp":"1","status":"COMPLETED","start_time":"1","end_time":"2","duration":120,"biz_opaque_callback_data":"x"}]}
                """
                        .formatted(METADATA, CONTACTS));
    }

    @Test
    void a_rejected_call_says_so_and_then_ends() {
        asksAnd("allow");
        lotus.dial(farah);
        lotus.phone(farah, "reject", "{}");
        assertCallStatus("REJECTED");
        assertShape(
                application.call("terminate"),
                """
                {%s,%s,"calls":[{"id":"wacid.1","event":"terminate","direction":"BUSINESS_INITIATED","from":"9","to":"9","to_user_id":"IN.1",
                 "timestamp":"1","status":"COMPLETED","biz_opaque_callback_data":"x"}]}
                """
                        .formatted(METADATA, CONTACTS));
    }

    @Test
    void a_call_that_broke_down_has_errors_beside_it() {
        asksAnd("allow");
        lotus.dial(farah);
        lotus.phone(farah, "fail", "{\"code\":138021}");
        assertShape(
                application.call("terminate"),
                """
                {%s,%s,"calls":[{"id":"wacid.1","event":"terminate","direction":"BUSINESS_INITIATED","from":"9","to":"9","to_user_id":"IN.1",
                 "timestamp":"1","status":"FAILED","biz_opaque_callback_data":"x"}],
                 "errors":[{"code":138021,"title":"t","message":"m","href":"h","error_data":{"details":"d"}}]}
                """
                        .formatted(METADATA, CONTACTS));
    }

    @Test
    void a_persons_call_offers_media() {
        lotus.phone(farah, "call", "{}");
        assertShape(
                application.call("connect"),
                """
                {%s,%s,"calls":[{"id":"wacid.1","event":"connect","direction":"USER_INITIATED","from":"9","from_user_id":"IN.1","to":"9",
                 "timestamp":"1","session":{"sdp_type":"offer","sdp":"v=0"}}]}
                """
                        .formatted(METADATA, CONTACTS));
        var call = application.call("connect").path("calls").path(0);
        assertThat(call.path("from").asString()).isEqualTo(farah);
        assertThat(call.path("session").path("sdp").asString()).contains("a=setup:actpass\r\n");
    }

    @Test
    void a_tapped_button_is_a_message() {
        writes();
        lotus.graph(
                "POST",
                lotus.id() + "/messages",
                """
                {"messaging_product":"whatsapp","to":"%s","type":"interactive","interactive":{"type":"button","body":{"text":"When?"},
                 "action":{"buttons":[{"type":"reply","reply":{"id":"am","title":"Morning"}}]}}}
                """
                        .formatted(farah));
        var id =
                lotus.state(farah)
                        .path("messages")
                        .valueStream()
                        .filter(message -> message.path("kind").asString().equals("interactive"))
                        .map(message -> message.path("id").asString())
                        .findFirst()
                        .orElseThrow();
        lotus.phone(farah, "tap", "{\"message\":\"%s\",\"button\":0}".formatted(id));
        assertShape(
                application.value("messages", value -> value.toString().contains("button_reply")),
                """
                {%s,%s,"messages":[{"from":"9","from_user_id":"IN.123","id":"wamid.1","timestamp":"1","context":{"from":"9","id":"wamid.1"},"type":"interactive",
                 "interactive":{"type":"button_reply","button_reply":{"id":"am","title":"Morning"}}}]}
                """
                        .formatted(METADATA, CONTACTS));
    }

    @Test
    void a_marketing_preference_is_told() {
        lotus.phone(farah, "marketing", "{\"stopped\":true}");
        assertShape(
                application.value("user_preferences", _ -> true),
                """
                {%s,%s,"user_preferences":[{"wa_id":"9","user_id":"IN.1","detail":"d","category":"marketing_messages","value":"stop","timestamp":1}]}
                """
                        .formatted(METADATA, CONTACTS));
    }

    @Test
    void settings_changes_are_told() {
        lotus.settings("{\"callback_permission_status\":\"ENABLED\"}");
        assertShape(
                application.value("account_settings_update", _ -> true),
                """
                {"messaging_product":"whatsapp","timestamp":"1","type":"phone_number_settings",
                 "phone_number_settings":{"phone_number_id":"1","calling":{"status":"ENABLED","call_icon_visibility":"DEFAULT",
                  "callback_permission_status":"ENABLED","srtp_key_exchange_protocol":"DTLS","sip":{"status":"DISABLED"}}}}
                """);
        assertThat(entryOf("account_settings_update").path("time").isNumber()).isTrue();
    }

    @Test
    void restrictions_and_warnings_are_told_under_entry_0() {
        lotus.decide("restrict", "{}");
        assertShape(
                application.value("account_update", value -> value.has("restriction_info")),
                """
                {"phone_number":"9","event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_BUSINESS_INITIATED_CALLING","expiration":1}]}
                """);
        lotus.decide("warn", "{}");
        assertShape(
                application.value("account_update", value -> value.has("violation_info")),
                """
                {"phone_number":"9","event":"ACCOUNT_VIOLATION","violation_info":{"violation_type":"LOW_BUSINESS_INITIATED_CALLING_QUALITY"}}
                """);
        assertThat(entryOf("account_update").path("id").asString()).isEqualTo("0");
        assertThat(entryOf("account_update").path("time").isNumber()).isTrue();
    }

    @Test
    void a_templates_life_is_told() {
        var id =
                lotus.graph(
                                "POST",
                                lotus.waba() + "/message_templates",
                                "{\"name\":\"ask\",\"language\":\"en\",\"category\":\"UTILITY\",\"components\":[{\"type\":\"BODY\",\"text\":\"May"
                                    + " we call?\"},{\"type\":\"call_permission_request\"}]}")
                        .body()
                        .path("id")
                        .asString();
        var template =
                "\"message_template_id\":1,\"message_template_name\":\"ask\",\"message_template_language\":\"en\"";
        decide(id, "approve", "{}");
        assertShape(
                templateEvent("APPROVED"),
                "{%s,\"event\":\"APPROVED\",\"reason\":\"NONE\",\"message_template_category\":\"UTILITY\"}"
                        .formatted(template));
        decide(id, "reject", "{\"reason\":\"INVALID_FORMAT\"}");
        assertShape(
                templateEvent("REJECTED"),
                "{%s,\"event\":\"REJECTED\",\"reason\":\"INVALID_FORMAT\",\"message_template_category\":\"UTILITY\",\"rejection_info\":{\"reason\":\"r\",\"recommendation\":\"r\"}}"
                        .formatted(template));
        decide(id, "pause", "{}");
        assertShape(
                templateEvent("PAUSED"),
                "{%s,\"event\":\"PAUSED\",\"reason\":\"NONE\",\"message_template_category\":\"UTILITY\",\"other_info\":{\"title\":\"FIRST_PAUSE\",\"description\":\"d\"}}"
                        .formatted(template));
        decide(id, "quality", "{\"score\":\"YELLOW\"}");
        assertShape(
                application.value("message_template_quality_update", _ -> true),
                "{%s,\"previous_quality_score\":\"UNKNOWN\",\"new_quality_score\":\"YELLOW\"}"
                        .formatted(template));
        decide(id, "announce-category", "{\"category\":\"MARKETING\"}");
        assertShape(
                application.value(
                        "template_category_update", value -> value.has("correct_category")),
                "{%s,\"new_category\":\"UTILITY\",\"correct_category\":\"MARKETING\",\"category_update_timestamp\":1}"
                        .formatted(template));
        decide(id, "category", "{\"category\":\"MARKETING\"}");
        assertShape(
                application.value(
                        "template_category_update", value -> value.has("previous_category")),
                "{%s,\"previous_category\":\"UTILITY\",\"new_category\":\"MARKETING\"}"
                        .formatted(template));
        lotus.graph("DELETE", lotus.waba() + "/message_templates?name=ask", null);
        assertThat(templateEvent("DELETED").path("reason").isNull()).isTrue();
        assertThat(entryOf("message_template_status_update").path("time").isNumber()).isTrue();
    }

    private void writes() {
        lotus.phone(farah, "message", "{\"text\":\"hi\"}");
    }

    private void asksAnd(String choice) {
        writes();
        lotus.ask(farah);
        lotus.phone(farah, "reply", "{\"choice\":\"%s\"}".formatted(choice));
    }

    private void decide(String template, String decision, String words) {
        meta.done("POST", "/templates/%s/%s".formatted(template, decision), words);
    }

    private JsonNode theirMessage() {
        return application.value("messages", value -> value.has("messages"));
    }

    private JsonNode templateEvent(String event) {
        return application.value(
                "message_template_status_update",
                value -> value.path("event").asString().equals(event));
    }

    private JsonNode entryOf(String field) {
        return application.posts().stream()
                .flatMap(post -> post.json().path("entry").valueStream())
                .filter(entry ->
                        entry.path("changes").path(0).path("field").asString().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode permissionReply(String response) {
        return application
                .reply(response)
                .path("messages")
                .path(0)
                .path("interactive")
                .path("call_permission_reply");
    }

    private void assertReply(String response, String context, String more) {
        assertShape(
                application.reply(response),
                """
                {%s,%s,"messages":[{"from":"9","from_user_id":"IN.123","id":"wamid.1","timestamp":"1",%s"type":"interactive",
                 "interactive":{"type":"call_permission_reply","call_permission_reply":{"response":"%s",%s"response_source":"user_action"}}}]}
                """
                        .formatted(METADATA, CONTACTS, context, response, more));
    }

    private void assertCallStatus(String status) {
        assertShape(
                application.value(
                        "calls",
                        value ->
                                value.path("statuses")
                                        .path(0)
                                        .path("status")
                                        .asString()
                                        .equals(status)),
                """
                {%s,"statuses":[{"id":"wacid.1","type":"call","status":"RINGING","timestamp":"1","recipient_id":"9","recipient_user_id":"IN.1","biz_opaque_callback_data":"x"}]}
                """
                        .formatted(METADATA));
    }

    private static void assertShape(JsonNode actual, String documented) {
        assertThat(shape(actual)).isEqualTo(shape(Json.MAPPER.readTree(documented)));
    }

    /** A document with the kinds of its values instead of the values. */
    private static Object shape(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> shape = new TreeMap<>();
            node.propertyStream()
                    .forEach(property -> shape.put(property.getKey(), shape(property.getValue())));
            return shape;
        }
        if (node.isArray()) {
            return node.valueStream().map(WebhookShapesTest::shape).toList();
        }
        return node.getNodeType().name();
    }
}
