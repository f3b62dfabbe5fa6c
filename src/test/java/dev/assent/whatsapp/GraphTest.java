package dev.assent.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.ReadsLog;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Answer.Done;
import dev.assent.whatsapp.Answer.Failed;
import dev.assent.whatsapp.Answer.Refused;
import dev.assent.whatsapp.Answer.Silent;
import dev.assent.whatsapp.Answer.Unreachable;
import dev.assent.whatsapp.CallPermissions.Action;
import dev.assent.whatsapp.CallPermissions.Limit;
import dev.assent.whatsapp.CallPermissions.Permission;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.mock.env.MockEnvironment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

@ReadsLog
class GraphTest {

    private static final AccessToken TOKEN = new AccessToken("EAAG-very-secret");
    private static final Recipient ASHA = new Recipient.ByNumber("919999900001");
    private static final String SENT = "{\"messages\": [{\"id\": \"wamid.1\"}]}";

    private final FakeMeta meta = new FakeMeta();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Graph graph = graph(meta.url());
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        meta.close();
    }

    // -- what we send --------------------------------------------------------------------------

    @Test
    void a_permission_request_goes_out_with_our_mark() {
        var attempt = Id.fresh();
        meta.replies(
                200,
                """
                { "messaging_product": "whatsapp",
                  "contacts": [ { "input": "919999900001", "wa_id": "91999990001", "user_id": "IN.123" } ],
                  "messages": [ { "id": "wamid.1" } ] }
                """);
        assertThat(graph.requestPermission("4366", ASHA, "May we call?", attempt))
                .isEqualTo(
                        new Done<>(
                                new Sent(
                                        "wamid.1",
                                        new Person("91999990001", "IN.123", null),
                                        false)));
        assertAsked(
                "POST",
                "4366/messages",
                """
                { "messaging_product": "whatsapp", "recipient_type": "individual", "to": "919999900001",
                  "type": "interactive", "biz_opaque_callback_data": "%s",
                  "interactive": { "type": "call_permission_request",
                    "action": { "name": "call_permission_request" }, "body": { "text": "May we call?" } } }
                """
                        .formatted(attempt));
    }

    @Test
    void a_permission_request_needs_no_text_and_may_go_to_a_user_id() {
        var attempt = Id.fresh();
        meta.replies(200, SENT);
        graph.requestPermission("4366", new Recipient.ByUserId("IN.123"), null, attempt);
        assertAsked(
                "POST",
                "4366/messages",
                """
                { "messaging_product": "whatsapp", "recipient_type": "individual", "recipient": "IN.123",
                  "type": "interactive", "biz_opaque_callback_data": "%s",
                  "interactive": { "type": "call_permission_request", "action": { "name": "call_permission_request" } } }
                """
                        .formatted(attempt));
    }

    @Test
    void a_template_is_filled_by_name() {
        var attempt = Id.fresh();
        meta.replies(
                200,
                """
                { "messages": [ { "id": "wamid.1", "message_status": "held_for_quality_assessment" } ] }
                """);
        var template =
                new TemplateMessage(
                        "may_we_call",
                        "en_US",
                        Map.of("shop", "Lotus"),
                        Map.of("first_name", "Asha"));
        assertThat(graph.sendTemplate("4366", ASHA, template, attempt))
                .isEqualTo(new Done<>(new Sent("wamid.1", null, true)));
        assertAsked(
                "POST",
                "4366/messages",
                """
                { "messaging_product": "whatsapp", "recipient_type": "individual", "to": "919999900001",
                  "type": "template", "biz_opaque_callback_data": "%s",
                  "template": { "name": "may_we_call", "language": { "policy": "deterministic", "code": "en_US" },
                    "components": [
                      { "type": "header", "parameters": [ { "type": "text", "parameter_name": "shop", "text": "Lotus" } ] },
                      { "type": "body", "parameters": [ { "type": "text", "parameter_name": "first_name", "text": "Asha" } ] } ] } }
                """
                        .formatted(attempt));
    }

    @Test
    void a_template_is_filled_by_position() {
        var attempt = Id.fresh();
        meta.replies(200, SENT);
        var template =
                new TemplateMessage("x", "en", Map.of(), Map.of("10", "j", "2", "b", "1", "a"));
        graph.sendTemplate("4366", ASHA, template, attempt);
        assertThat(Json.tree(asked().body().getBytes()).at("/template/components"))
                .isEqualTo(
                        Json.tree(
                                """
                                [ { "type": "body", "parameters": [ { "type": "text", "text": "a" },
                                    { "type": "text", "text": "b" }, { "type": "text", "text": "j" } ] } ]
                                """
                                        .getBytes()));
    }

    @Test
    void a_template_without_variables_has_no_components() {
        meta.replies(200, SENT);
        graph.sendTemplate(
                "4366", ASHA, new TemplateMessage("x", "en", Map.of(), Map.of()), Id.fresh());
        assertThat(Json.tree(asked().body().getBytes()).at("/template/components").isMissingNode())
                .isTrue();
    }

    @Test
    void a_text_goes_out_with_our_mark() {
        var attempt = Id.fresh();
        meta.replies(200, SENT);
        assertThat(graph.sendText("4366", ASHA, "Grüße 🐎", attempt))
                .isEqualTo(new Done<>(new Sent("wamid.1", null, false)));
        assertAsked(
                "POST",
                "4366/messages",
                """
                { "messaging_product": "whatsapp", "recipient_type": "individual", "to": "919999900001",
                  "type": "text", "biz_opaque_callback_data": "%s", "text": { "body": "Grüße 🐎", "preview_url": false } }
                """
                        .formatted(attempt));
    }

    // -- what we read --------------------------------------------------------------------------

    @Test
    void a_temporary_permission_is_read_with_its_limits() {
        meta.replies(
                200,
                """
                { "messaging_product": "whatsapp",
                  "permission": { "status": "temporary", "expiration_time": 1745343479 },
                  "actions": [
                    { "action_name": "send_call_permission_request", "can_perform_action": true,
                      "limits": [ { "time_period": "PT24H", "max_allowed": 1, "current_usage": 0 },
                                  { "time_period": "P7D", "max_allowed": 2, "current_usage": 1 } ] },
                    { "action_name": "start_call", "can_perform_action": false,
                      "limits": [ { "time_period": "PT24H", "max_allowed": 100, "current_usage": 100,
                                    "limit_expiration_time": 1745622600 } ] } ] }
                """);
        assertThat(graph.callPermissions("4366", ASHA))
                .isEqualTo(
                        new Done<>(
                                new CallPermissions(
                                        new Permission.Temporary(
                                                Instant.ofEpochSecond(1_745_343_479)),
                                        new Action(
                                                true,
                                                List.of(
                                                        new Limit(Duration.ofHours(24), 1, 0, null),
                                                        new Limit(Duration.ofDays(7), 2, 1, null))),
                                        new Action(
                                                false,
                                                List.of(
                                                        new Limit(
                                                                Duration.ofHours(24),
                                                                100,
                                                                100,
                                                                Instant.ofEpochSecond(
                                                                        1_745_622_600)))))));
        assertThat(asked().target()).isEqualTo("4366/call_permissions?user_wa_id=919999900001");
        graph.callPermissions("4366", new Recipient.ByUserId("IN.1 &x=2"));
        assertThat(asked().target()).isEqualTo("4366/call_permissions?recipient=IN.1+%26x%3D2");
    }

    @Test
    void the_other_permissions_are_read_too() {
        meta.replies(200, "{\"permission\": {\"status\": \"no_permission\"}}");
        assertThat(graph.callPermissions("4366", ASHA))
                .isEqualTo(new Done<>(new CallPermissions(new Permission.None(), null, null)));
        meta.replies(200, "{\"permission\": {\"status\": \"permanent\"}, \"actions\": []}");
        assertThat(graph.callPermissions("4366", ASHA))
                .isEqualTo(new Done<>(new CallPermissions(new Permission.Permanent(), null, null)));
        meta.replies(
                200,
                "{\"permission\": {\"status\": \"temporary\", \"expiration\": \"1745343479\"}}");
        assertThat(graph.callPermissions("4366", ASHA))
                .isEqualTo(
                        new Done<>(
                                new CallPermissions(
                                        new Permission.Temporary(
                                                Instant.ofEpochSecond(1_745_343_479)),
                                        null,
                                        null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"permission\": {\"status\": \"perhaps\"}}",
                "{\"permission\": {\"status\": \"permanent\"}, \"actions\": [{\"action_name\":"
                    + " \"start_call\", \"limits\": [{\"time_period\": \"a day\", \"max_allowed\":"
                    + " 1, \"current_usage\": 0}]}]}",
                "{\"permission\": {\"status\": \"permanent\"}, \"actions\": [{\"action_name\":"
                        + " \"start_call\", \"limits\": [{\"time_period\": \"PT24H\"}]}]}"
            })
    void a_permission_that_cannot_be_read_is_no_refusal(String answer) {
        meta.replies(200, answer);
        assertThat(graph.callPermissions("4366", ASHA)).isInstanceOf(Failed.class);
    }

    @Test
    void calling_settings_are_read_with_their_restrictions() {
        meta.replies(
                200,
                """
                { "calling": { "status": "ENABLED", "call_icon_visibility": "DISABLE_ALL",
                    "callback_permission_status": "ENABLED", "sip": { "status": "ENABLED" },
                    "restrictions": { "restrictions_list": [
                      { "type": "RESTRICTED_BUSINESS_INITIATED_CALLING", "reason": "…", "expiration": 1754072386 } ] } },
                  "storage_configuration": { "status": "x" } }
                """);
        assertThat(graph.callingSettings("4366"))
                .isEqualTo(
                        new Done<>(
                                new CallingSettings(
                                        true,
                                        true,
                                        false,
                                        true,
                                        List.of(
                                                new CallingSettings.Restriction(
                                                        "RESTRICTED_BUSINESS_INITIATED_CALLING",
                                                        true,
                                                        Instant.ofEpochSecond(1_754_072_386))))));
        assertThat(asked().target()).isEqualTo("4366/settings");
    }

    @Test
    void a_number_nobody_set_up_has_calling_off() {
        meta.replies(200, "{}");
        assertThat(graph.callingSettings("4366", TOKEN))
                .isEqualTo(new Done<>(new CallingSettings(false, false, true, false, List.of())));
    }

    @Test
    void only_what_changes_is_sent() {
        meta.replies(200, "{\"success\": true}");
        assertThat(graph.changeCalling("4366", new CallingSettings.Change(true, null, null)))
                .isEqualTo(new Done<>(new Success()));
        assertAsked("POST", "4366/settings", "{ \"calling\": { \"status\": \"ENABLED\" } }");
        graph.changeCalling("4366", new CallingSettings.Change(null, false, false));
        assertAsked(
                "POST",
                "4366/settings",
                """
                { "calling": { "callback_permission_status": "DISABLED", "call_icon_visibility": "DISABLE_ALL" } }
                """);
        meta.replies(200, "{\"success\": false}");
        assertThat(graph.changeCalling("4366", new CallingSettings.Change(true, null, null)))
                .isInstanceOf(Failed.class);
    }

    @Test
    void templates_are_read_to_the_last_page() {
        meta.replies((exchange, asked) ->
                FakeMeta.status(
                                200,
                                asked.target().contains("after=NEXT")
                                        ? """
                                        { "data": [ { "id": "2", "name": "plain", "language": "de", "status": "PAUSED", "category": "MARKETING",
                                            "rejected_reason": "SCAM", "quality_score": { "score": "RED" },
                                            "components": [ { "type": "HEADER", "format": "IMAGE" }, { "type": "BODY", "text": "Hallo {{1}} {{2}}",
                                                "example": { "body_text": [ [ "Asha", "Rao" ] ] } } ] } ],
                                          "paging": { "cursors": { "after": "LAST" } } }
                                        """
                                        : """
                                        { "data": [ { "id": 1, "name": "may_we_call", "language": "en", "status": "APPROVED", "category": "UTILITY",
                                            "rejected_reason": "NONE", "components": [ { "type": "HEADER", "format": "TEXT", "text": "Hi" },
                                              { "type": "BODY", "text": "Hi {{first_name}}", "example": { "body_text_named_params":
                                                [ { "param_name": "first_name", "example": "Asha" } ] } }, { "type": "FOOTER", "text": "Bye" },
                                              { "type": "CALL_PERMISSION_REQUEST" } ] } ],
                                          "paging": { "cursors": { "after": "NEXT" }, "next": "https://elsewhere.test/steal?access_token=x" } }
                                        """)
                        .to(exchange, asked));
        assertThat(graph.templates("77"))
                .isEqualTo(
                        new Done<>(
                                List.of(
                                        new MessageTemplate(
                                                "1",
                                                "may_we_call",
                                                "en",
                                                "UTILITY",
                                                "APPROVED",
                                                null,
                                                null,
                                                "Hi",
                                                "Hi {{first_name}}",
                                                "Bye",
                                                Map.of("first_name", "Asha"),
                                                true,
                                                true),
                                        new MessageTemplate(
                                                "2",
                                                "plain",
                                                "de",
                                                "MARKETING",
                                                "PAUSED",
                                                "SCAM",
                                                "RED",
                                                null,
                                                "Hallo {{1}} {{2}}",
                                                null,
                                                Map.of("1", "Asha", "2", "Rao"),
                                                false,
                                                false))));
        assertThat(meta.asked()).hasSize(2);
        assertThat(meta.asked())
                .allSatisfy(
                        asked -> assertThat(asked.target()).startsWith("77/message_templates?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    { "type": "HEADER", "text": "Hi {{1}}" }                               | true
                    { "type": "HEADER", "format": "image" }                                | false
                    { "type": "HEADER", "format": "LOCATION" }                             | false
                    { "type": "BUTTONS", "buttons": [ { "type": "QUICK_REPLY" } ] }        | true
                    { "type": "BUTTONS", "buttons": [ { "type": "URL", "url": "//a" } ] }  | true
                    { "type": "BUTTONS", "buttons": [ { "type": "URL", "url": "{{1}}" } ] }| false
                    { "type": "BUTTONS", "buttons": [ { "type": "COPY_CODE" } ] }          | false
                    { "type": "CAROUSEL" }                                                 | false
                    """)
    void a_template_tells_whether_words_are_all_it_takes(String component, boolean wordsOnly) {
        meta.replies((exchange, asked) ->
                FakeMeta.status(
                                200,
                                """
                                { "data": [ { "id": 1, "name": "offer", "language": "en", "status": "APPROVED",
                                    "components": [ %s, { "type": "BODY", "text": "Hi" } ] } ] }
                                """
                                        .formatted(component))
                        .to(exchange, asked));
        assertThat(graph.templates("77"))
                .isInstanceOfSatisfying(
                        Done.class,
                        done ->
                                assertThat(((List<?>) done.value()).getFirst())
                                        .extracting("wordsOnly")
                                        .isEqualTo(wordsOnly));
    }

    @Test
    void a_list_whose_second_page_fails_is_no_list() {
        meta.replies((exchange, asked) ->
                FakeMeta.status(
                                asked.target().contains("after=") ? 500 : 200,
                                "{ \"data\": [], \"paging\": { \"cursors\": { \"after\": \"N\" },"
                                        + " \"next\": \"x\" } }")
                        .to(exchange, asked));
        assertThat(graph.numbers("77", TOKEN)).isInstanceOf(Failed.class);
    }

    @Test
    void a_template_is_created_with_the_permission_component() {
        meta.replies(200, "{\"id\": \"1\", \"status\": \"PENDING\", \"category\": \"UTILITY\"}");
        var draft =
                new TemplateDraft(
                        "order_support_call",
                        "en_US",
                        "UTILITY",
                        null,
                        "Hi {{first_name}}, may we call you about {{order}}?",
                        "Lotus",
                        Map.of("first_name", "Asha", "order", "42"));
        assertThat(graph.createTemplate("77", draft))
                .isEqualTo(new Done<>(new CreatedTemplate("1", "PENDING", "UTILITY")));
        assertAsked(
                "POST",
                "77/message_templates",
                """
                { "name": "order_support_call", "language": "en_US", "category": "UTILITY", "parameter_format": "named",
                  "components": [
                    { "type": "body", "text": "Hi {{first_name}}, may we call you about {{order}}?",
                      "example": { "body_text_named_params": [ { "param_name": "first_name", "example": "Asha" },
                                                               { "param_name": "order", "example": "42" } ] } },
                    { "type": "footer", "text": "Lotus" },
                    { "type": "call_permission_request" } ] }
                """);
    }

    @Test
    void a_template_with_positions_gives_its_examples_in_order() {
        meta.replies(200, "{\"id\": \"1\"}");
        graph.createTemplate(
                "77",
                new TemplateDraft(
                        "x",
                        "en",
                        "UTILITY",
                        "To {{1}}",
                        "{{2}} of {{1}}",
                        null,
                        Map.of("1", "a", "2", "b")));
        assertThat(Json.tree(asked().body().getBytes()).get("components"))
                .isEqualTo(
                        Json.tree(
                                """
                                [ { "type": "header", "text": "To {{1}}", "format": "text", "example": { "header_text": [ "a" ] } },
                                  { "type": "body", "text": "{{2}} of {{1}}", "example": { "body_text": [ [ "a", "b" ] ] } },
                                  { "type": "call_permission_request" } ]
                                """
                                        .getBytes()));
    }

    @Test
    void one_language_of_a_template_is_deleted() {
        meta.replies(200, "{\"success\": true}");
        assertThat(graph.deleteTemplate("77", "1", "may_we_call"))
                .isEqualTo(new Done<>(new Success()));
        assertThat(asked().method()).isEqualTo("DELETE");
        assertThat(asked().target()).contains("hsm_id=1").contains("name=may_we_call");
    }

    @Test
    void a_number_describes_itself_to_whoever_shows_a_token() {
        meta.replies(
                200,
                """
                { "id": "4366", "display_phone_number": "+91 80 4567 8901", "verified_name": "Lotus", "quality_rating": "GREEN" }
                """);
        assertThat(graph.profile("4366", new AccessToken("other")))
                .isEqualTo(
                        new Done<>(
                                new NumberProfile(
                                        "4366", "+91 80 4567 8901", "Lotus", "GREEN", null)));
        assertThat(asked().authorization()).isEqualTo("Bearer other");
    }

    @Test
    void an_app_is_subscribed_to_an_account() {
        meta.replies(200, "{\"success\": true}");
        assertThat(graph.subscribe("77", TOKEN)).isEqualTo(new Done<>(new Success()));
        assertThat(asked().method()).isEqualTo("POST");
        assertThat(asked().target()).isEqualTo("77/subscribed_apps");
    }

    @Test
    void an_app_leaves_an_account() {
        meta.replies(200, "{\"success\": true}");
        assertThat(graph.unsubscribe("77", TOKEN)).isEqualTo(new Done<>(new Success()));
        assertThat(asked().method()).isEqualTo("DELETE");
        assertThat(asked().target()).isEqualTo("77/subscribed_apps");
    }

    // -- how it can end --------------------------------------------------------------------------

    @Test
    void a_refusal_carries_metas_error() {
        meta.replies(
                400,
                """
                { "error": { "message": "(#138009) Limit", "type": "OAuthException", "code": 138009,
                    "error_data": { "messaging_product": "whatsapp", "details": "Again at 2026-11-21T09:15:00Z" }, "fbtrace_id": "x" } }
                """);
        assertThat(send())
                .isEqualTo(
                        new Refused<>(
                                new MetaError(
                                        138009,
                                        "(#138009) Limit",
                                        "Again at 2026-11-21T09:15:00Z",
                                        Instant.parse("2026-11-21T09:15:00Z"))));
    }

    @ParameterizedTest
    @CsvSource({"400, -400", "401, -401", "404, -404", "429, -429", "302, -302", "304, -304"})
    void a_refusal_without_metas_error_is_one_all_the_same(int status, int code) {
        meta.replies(status, "");
        assertThat(send())
                .isEqualTo(new Refused<>(new MetaError(code, "HTTP " + status, null, null)));
        meta.replies(status, status == 304 ? "" : "<html>");
        assertThat(send())
                .isEqualTo(new Refused<>(new MetaError(code, "HTTP " + status, null, null)));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 599})
    void a_failure_of_hers_leaves_it_unknown(int status) {
        meta.replies(status, "");
        assertThat(send())
                .isEqualTo(new Failed<>(new MetaError(-status, "HTTP " + status, null, null)));
        meta.replies(status, "{\"error\": {\"code\": 131000, \"message\": \"Something\"}}");
        assertThat(send()).isEqualTo(new Failed<>(new MetaError(131000, "Something", null, null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "{}",
                "[]",
                "{\"messages\": []}",
                "{\"messages\": [{\"id\": \"\"}]}"
            })
    void a_success_that_makes_no_sense_leaves_it_unknown(String body) {
        meta.replies(200, body);
        assertThat(send()).isInstanceOf(Failed.class);
    }

    @Test
    void a_success_that_holds_an_error_leaves_it_unknown() {
        meta.replies(200, "{\"error\": {\"code\": 2, \"message\": \"later\"}}");
        assertThat(send()).isEqualTo(new Failed<>(new MetaError(2, "later", null, null)));
    }

    @Test
    void no_answer_in_time_is_silence() {
        meta.replies((_, _) -> end.await());
        assertThat(send()).isEqualTo(new Silent<>());
        assertThat(meta.asked()).hasSize(1);
    }

    @Test
    void an_answer_that_never_ends_leaves_it_unknown() {
        meta.replies((exchange, _) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            end.await();
        });
        assertThat(send()).isEqualTo(new Failed<>(new MetaError(-200, "HTTP 200", null, null)));
    }

    @ParameterizedTest
    @CsvSource({"200, Failed", "400, Refused", "500, Failed"})
    void an_answer_that_is_cut_off_is_told_by_its_status(int status, String ending) {
        meta.replies((exchange, _) -> {
            exchange.sendResponseHeaders(status, 1_000);
            exchange.getResponseBody().write("{\"messages\"".getBytes());
            exchange.getResponseBody().flush();
        });
        assertThat(send().getClass().getSimpleName()).isEqualTo(ending);
        assertThat(meta.asked()).hasSize(1);
    }

    @Test
    void an_answer_that_is_too_long_is_not_read() {
        var filling = "x".repeat(5 * 1024 * 1024);
        meta.replies(
                200, "{\"messages\": [{\"id\": \"wamid.1\"}], \"x\": \"%s\"}".formatted(filling));
        assertThat(send()).isEqualTo(new Failed<>(new MetaError(-200, "HTTP 200", null, null)));
        meta.replies(400, "{\"error\": {\"code\": 100, \"message\": \"%s\"}}".formatted(filling));
        assertThat(send()).isEqualTo(new Refused<>(new MetaError(-400, "HTTP 400", null, null)));
    }

    @Test
    void a_connection_closed_without_a_word_is_silence_and_nothing_is_sent_twice()
            throws Exception {
        try (var rude = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var connections = new AtomicInteger();
            Thread.startVirtualThread(() -> hangUpOnEverybody(rude, connections));
            var rudeGraph = graph("http://127.0.0.1:%d/v26.0".formatted(rude.getLocalPort()));
            assertThat(rudeGraph.sendText("4366", ASHA, "x", Id.fresh())).isEqualTo(new Silent<>());
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void where_nobody_listens_nothing_was_sent() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(
                        graph("http://127.0.0.1:%d/v26.0".formatted(port))
                                .sendText("4366", ASHA, "x", Id.fresh()))
                .isEqualTo(new Unreachable<>());
    }

    @Test
    void where_no_connection_comes_about_in_time_nothing_was_sent() throws Exception {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var waiting = new ArrayList<Socket>();
            for (int connection = 0; connection < 4; connection++) {
                var socket = new Socket();
                try {
                    socket.connect(full.getLocalSocketAddress(), 100);
                } catch (IOException queueIsFull) {
                    // what we want
                }
                waiting.add(socket);
            }
            assertThat(
                            graph("http://127.0.0.1:%d/v26.0".formatted(full.getLocalPort()))
                                    .sendText("4366", ASHA, "x", Id.fresh()))
                    .isEqualTo(new Unreachable<>());
            for (var socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void an_unknown_host_is_unreachable() {
        assertThat(graph("http://nowhere.invalid/v26.0").sendText("4366", ASHA, "x", Id.fresh()))
                .isEqualTo(new Unreachable<>());
    }

    @Test
    void a_number_that_is_not_connected_any_more_is_not_asked_for() {
        assertThat(graph.sendText("gone", ASHA, "x", Id.fresh())).isEqualTo(new Unreachable<>());
        assertThat(graph.templates("gone")).isEqualTo(new Unreachable<>());
        assertThat(meta.asked()).isEmpty();
    }

    // -- what must not get out ----------------------------------------------------------------

    @Test
    void a_redirect_is_not_followed_so_the_token_stays_with_its_host() {
        try (var elsewhere = new FakeMeta()) {
            elsewhere.replies(200, SENT);
            meta.replies((exchange, _) -> {
                exchange.getResponseHeaders().add("Location", elsewhere.url() + "/4366/messages");
                exchange.sendResponseHeaders(307, -1);
            });
            assertThat(send()).isInstanceOf(Refused.class);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void neither_the_token_nor_what_is_said_gets_into_the_log(CapturedOutput output) {
        meta.replies(500, "{\"error\": {\"code\": 2, \"message\": \"no to 919999900001\"}}");
        graph.sendText("4366", ASHA, "between us", Id.fresh());
        meta.replies((_, _) -> end.await());
        graph.sendText("4366", ASHA, "between us", Id.fresh());
        assertThat(output.toString())
                .contains("text message: failed, 2 META_FAILED")
                .contains("text message: no answer")
                .doesNotContain("very-secret", "919999900001", "between us");
        assertThat(TOKEN.toString()).doesNotContain("very-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "ключ", "a\u0000"})
    void what_cannot_be_a_token_never_becomes_one(String text) {
        assertThatThrownBy(() -> new AccessToken(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no access token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "4366/../77", "4366?x", "a b", "4366#"})
    void an_id_that_would_change_the_question_is_refused(String id) {
        assertThatThrownBy(() -> graph.profile(id, TOKEN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(meta.asked()).isEmpty();
    }

    @Test
    void every_ending_is_counted() {
        meta.replies(200, SENT);
        send();
        meta.replies(400, "");
        send();
        assertThat(
                        meters.get("assent.graph")
                                .tags("question", "text message", "outcome", "done")
                                .timer()
                                .count())
                .isEqualTo(1);
        assertThat(
                        meters.get("assent.graph")
                                .tags("question", "text message", "outcome", "refused")
                                .timer()
                                .count())
                .isEqualTo(1);
    }

    // ------------------------------------------------------------------------------------------

    private Answer<Sent> send() {
        return graph.sendText("4366", ASHA, "Hello", Id.fresh());
    }

    private FakeMeta.Asked asked() {
        return meta.asked().getLast();
    }

    private void assertAsked(String method, String target, String body) {
        assertThat(asked().method()).isEqualTo(method);
        assertThat(asked().target()).isEqualTo(target);
        assertThat(asked().authorization()).isEqualTo("Bearer " + TOKEN.value());
        assertThat(Json.tree(asked().body().getBytes())).isEqualTo(Json.tree(body.getBytes()));
    }

    private Graph graph(String url) {
        var properties = new GraphProperties(url, Duration.ofMillis(300), Duration.ofMillis(700));
        var connection =
                new GraphConnection(
                        new GraphAddress(properties, new MockEnvironment()), properties, meters);
        return new Graph(connection, new OneToken(TOKEN));
    }

    private static void hangUpOnEverybody(ServerSocket server, AtomicInteger connections) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                connections.incrementAndGet();
                socket.getInputStream().read(new byte[10_000]);
            } catch (IOException closed) {
                return;
            }
        }
    }
}
