package dev.assent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AnotherNode;
import dev.assent.AssentTest;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.PhoneNumber;
import dev.assent.permission.Scene;
import dev.assent.webhook.Posting;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

@AssentTest
class ApiTest {

    @Autowired ApplicationContext application;

    private Scene scene;
    private Program program;

    @BeforeEach
    void aBusinessWithAKey() {
        scene = Scene.lotus(application);
        program = new Program(application, scene);
    }

    @Test
    void somebody_unknown_reads_as_not_requested_and_stays_unknown() throws Exception {
        var answer = program.permissions("+919812345678");
        assertThat(answer.at("/standing/status").asString()).isEqualTo("not_requested");
        assertThat(answer.at("/contact").asString()).isEqualTo("+919812345678");
        assertThat(answer.at("/number").asString()).isEqualTo(scene.number.phoneNumberId());
        assertThat(answer.get("request").isNull()).isTrue();
        assertThat(answer.get("window_open_until").isNull()).isTrue();
        assertThat(answer.get("unanswered_in_a_row").asInt()).isZero();
        var ask = answer.at("/actions/0");
        assertThat(ask.at("/action").asString()).isEqualTo("send_call_permission_request");
        assertThat(ask.at("/allowed").asBoolean()).isTrue();
        assertThat(ask.at("/limits/0/period").asString()).isEqualTo("PT24H");
        assertThat(ask.at("/limits/1/period").asString()).isEqualTo("P7D");
        assertThat(ask.at("/limits/1/max").asInt()).isEqualTo(2);
        var call = answer.at("/actions/1");
        assertThat(call.at("/action").asString()).isEqualTo("start_call");
        assertThat(call.at("/allowed").asBoolean()).isFalse();
        assertThat(call.at("/reasons/0/code").asString()).isEqualTo("NO_PERMISSION");
        assertThat(call.at("/reasons/0/clears_at").isNull()).isTrue();
        assertThat(contact("+919812345678")).isEmpty();
    }

    @Test
    void somebody_unknown_is_known_from_the_first_request_on() throws Exception {
        assertThat(program.ask(program.freeForm("+919812345678")).statusCode()).isEqualTo(409);
        assertThat(contact("+919812345678")).isPresent();
    }

    private Optional<Contact> contact(String phone) {
        return scene.in(
                () -> application.getBean(Contacts.class).findByPhone(new PhoneNumber(phone)));
    }

    @Test
    void asking_answers_with_the_request_and_where_it_is() throws Exception {
        var contact = scene.writer();
        var answer = program.ask(program.freeForm(contact.phone().e164()), null);
        assertThat(answer.statusCode()).isEqualTo(201);
        var request = Program.json(answer);
        assertThat(request.at("/status").asString()).isEqualTo("sent");
        assertThat(request.at("/message_id").asString()).startsWith("wamid.");
        var location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo("/api/v1/permission-requests/" + request.at("/id").asString());
        assertThat(Program.json(program.get(location)).at("/sent_at").asString())
                .isEqualTo(request.at("/sent_at").asString());
        assertThat(program.permissions(contact.phone().e164()).at("/request/id").asString())
                .isEqualTo(request.at("/id").asString());
    }

    @Test
    void what_the_rules_forbid_is_told_with_every_reason_and_not_sent() throws Exception {
        var contact = scene.writer();
        program.ask(program.freeForm(contact.phone().e164()), null);
        var answer = program.ask(program.freeForm(contact.phone().e164()), null);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .isEqualTo("application/problem+json");
        assertThat(Program.json(answer).at("/reasons/0/code").asString())
                .isEqualTo("REQUEST_LIMIT_24H");
        assertThat(Program.json(answer).at("/reasons/0/clears_at").asString()).endsWith("Z");
        assertThat(scene.requests(contact)).hasSize(1);
    }

    @Test
    void an_answer_on_the_phone_is_read_within_a_second() throws Exception {
        var contact = scene.writer();
        var asked = program.ask(program.freeForm(contact.phone().e164()), null);
        var request = Program.json(asked).at("/message_id").asString();
        assertThat(Posting.toPlatform(program.port()).post(allows(contact, request)))
                .isEqualTo(200);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(1))
                .until(() ->
                        program.permissions(contact.phone().e164())
                                .at("/standing/status")
                                .asString()
                                .equals("granted"));
        var standing = program.permissions(contact.phone().e164()).at("/standing");
        assertThat(standing.at("/permanent").asBoolean()).isFalse();
        assertThat(standing.at("/source").asString()).isEqualTo("request");
        assertThat(standing.at("/revoked_by").isNull()).isTrue();
    }

    @Test
    void the_first_answer_under_a_key_is_given_again() throws Exception {
        var contact = scene.writer();
        var first = program.ask(program.freeForm(contact.phone().e164()), "once");
        var second = program.ask(program.freeForm(contact.phone().e164()), "once");
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(scene.requests(contact)).hasSize(1);
    }

    @Test
    void a_key_with_another_body_is_refused() throws Exception {
        program.ask(program.freeForm(scene.writer().phone().e164()), "once");
        assertThat(
                        program.ask(program.freeForm(scene.writer().phone().e164()), "once")
                                .statusCode())
                .isEqualTo(422);
    }

    @Test
    void two_businesses_may_use_the_same_key() throws Exception {
        var first = program.ask(program.freeForm(scene.writer().phone().e164()), "once");
        aBusinessWithAKey();
        var second = program.ask(program.freeForm(scene.writer().phone().e164()), "once");
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isNotEqualTo(first.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    contact  | {"number":"N","contact":"hello","kind":"free_form"}
                    contact  | {"number":"N","contact":"+91","kind":"free_form"}
                    contact  | {"number":"N","kind":"free_form"}
                    number   | {"contact":"+919812345678","kind":"free_form"}
                    kind     | {"number":"N","contact":"+919812345678"}
                    kind     | {"number":"N","contact":"+919812345678","kind":"pigeon"}
                    template | {"number":"N","contact":"+919812345678","kind":"template"}
                    template | {"number":"N","contact":"+919812345678","kind":"template","template":"no_such"}
                    """)
    void bad_input_names_the_field(String field, String body) throws Exception {
        var answer =
                program.ask(body.replace("\"N\"", '"' + scene.number.phoneNumberId() + '"'), null);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Program.json(answer).at("/field").asString()).isEqualTo(field);
    }

    @Test
    void a_text_of_1024_characters_is_asked_and_one_more_is_refused() throws Exception {
        var contact = scene.writer().phone().e164();
        assertThat(program.ask(program.freeForm(contact, "x".repeat(1_025)), null).statusCode())
                .isEqualTo(422);
        assertThat(program.ask(program.freeForm(contact, "x".repeat(1_024)), null).statusCode())
                .isEqualTo(201);
    }

    @Test
    void an_emoji_is_one_character() throws Exception {
        var contact = scene.writer().phone().e164();
        assertThat(program.ask(program.freeForm(contact, "🦷".repeat(1_025)), null).statusCode())
                .isEqualTo(422);
        assertThat(program.ask(program.freeForm(contact, "🦷".repeat(1_024)), null).statusCode())
                .isEqualTo(201);
    }

    @Test
    void without_a_connection_nothing_was_sent() throws Exception {
        var contact = scene.writer();
        try (var cutOff = AnotherNode.start("assent.whatsapp.graph-url=" + nobodyListens())) {
            var answer =
                    program.at(cutOff.port())
                            .ask(program.freeForm(contact.phone().e164()), "cut-off");
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(Program.json(answer).has("meta")).isFalse();
            assertThat(Program.json(answer).at("/request/status").asString()).isEqualTo("failed");
        }
        assertThat(program.ask(program.freeForm(contact.phone().e164()), null).statusCode())
                .isEqualTo(201);
    }

    @Test
    void the_description_names_what_the_answers_hold() throws Exception {
        var schemas = Program.json(program.get("/v3/api-docs")).at("/components/schemas");
        var answer = program.permissions("+919812345678");
        for (var part :
                Map.of(
                                "CallPermissions", answer,
                                "StandingNow", answer.get("standing"),
                                "Action", answer.at("/actions/0"),
                                "LimitUse", answer.at("/actions/0/limits/0"))
                        .entrySet()) {
            assertThat(schemas.at("/" + part.getKey() + "/properties").propertyNames())
                    .as(part.getKey())
                    .containsExactlyInAnyOrderElementsOf(part.getValue().propertyNames());
        }
    }

    @Test
    void a_missing_parameter_is_named() throws Exception {
        var answer = program.get("/api/v1/call-permissions?contact=%2B919812345678");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(Program.json(answer).get("detail").asString()).contains("'number'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "%2B91", "12", "%2B919812345678999999", "%00"})
    void a_contact_that_is_no_telephone_number_is_a_422(String contact) throws Exception {
        var answer =
                program.get(
                        "/api/v1/call-permissions?number=%s&contact=%s"
                                .formatted(scene.number.phoneNumberId(), contact));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Program.json(answer).at("/field").asString()).isEqualTo("contact");
    }

    @Test
    void what_no_id_or_name_is_written_with_is_as_unknown_as_any_other() throws Exception {
        var query = "/api/v1/call-permissions?contact=919812345678&number=";
        assertThat(program.get(query + "%EF%BC%91").statusCode()).isEqualTo(404);
        assertThat(program.get(query + "%F0%9F%A6%B7").statusCode()).isEqualTo(404);
        var wanted =
                """
                {"number":"%s","contact":"+919812345678","kind":"template","template":"%s"}\
                """;
        assertThat(program.ask(wanted.formatted("１", "may_we_call")).statusCode()).isEqualTo(404);
        var unknown = program.ask(wanted.formatted(scene.number.phoneNumberId(), "año"));
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(Program.json(unknown).at("/field").asString()).isEqualTo("template");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_body_of_64_kilobytes_is_read_and_one_byte_more_is_not(boolean inChunks)
            throws Exception {
        var contact = scene.writer();
        var body = program.freeForm(contact.phone().e164());
        var spaces = " ".repeat(ShortRequests.LONGEST - body.length());
        var refused = program.send(body + spaces + " ", inChunks);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(refused.body()).contains("65,536 bytes");
        var endless = program.freeForm(contact.phone().e164(), "x".repeat(ShortRequests.LONGEST));
        assertThat(program.send(endless, inChunks).statusCode()).isEqualTo(413);
        assertThat(scene.requests(contact)).isEmpty();
        assertThat(program.send(body + spaces, inChunks).statusCode()).isEqualTo(201);
    }

    @Test
    void the_longest_text_fits_however_it_is_escaped() throws Exception {
        var contact = scene.writer().phone().e164();
        var tooth = "\\ud83e\\uddb7";
        assertThat(program.ask(program.freeForm(contact, tooth.repeat(1_024)), null).statusCode())
                .isEqualTo(201);
    }

    @Test
    void what_is_no_json_is_a_400() throws Exception {
        assertThat(program.ask("{", null).statusCode()).isEqualTo(400);
    }

    @Test
    void a_number_of_another_business_is_as_unknown_as_none() throws Exception {
        var harbor = Scene.lotus(application);
        var query = "/api/v1/call-permissions?contact=%2B919812345678&number=";
        assertThat(program.get(query + harbor.number.phoneNumberId()).statusCode()).isEqualTo(404);
        assertThat(program.get(query + "1").statusCode()).isEqualTo(404);
    }

    @Test
    void a_request_of_another_business_is_as_unknown_as_none() throws Exception {
        var location =
                program.ask(program.freeForm(scene.writer().phone().e164()), null)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        aBusinessWithAKey();
        assertThat(program.get(location).statusCode()).isEqualTo(404);
        assertThat(program.get("/api/v1/permission-requests/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void without_a_key_nothing_is_told() throws Exception {
        var answer = program.withKey("wrong").get("/api/v1/call-permissions?number=1&contact=2");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
    }

    @Test
    void a_number_that_may_not_call_says_so_for_both_actions() throws Exception {
        scene = Scene.maple(application);
        program = new Program(application, scene);
        var answer = program.permissions("+14155550100");
        assertThat(answer.at("/actions/0/reasons").findValuesAsString("code"))
                .contains("COUNTRY_RESTRICTED");
        assertThat(answer.at("/actions/1/reasons").findValuesAsString("code"))
                .contains("COUNTRY_RESTRICTED", "NO_PERMISSION");
    }

    private static String nobodyListens() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return "http://127.0.0.1:%d/v26.0".formatted(socket.getLocalPort());
        }
    }

    private String allows(Contact contact, String request) {
        var reply =
                """
                "messages":[{"from":"%s","id":"%s","timestamp":"%d","type":"interactive",\
                "context":{"id":"%s"},\
                "interactive":{"type":"call_permission_reply","call_permission_reply":{\
                "response":"accept","is_permanent":false,"expiration_timestamp":%d,\
                "response_source":"user_action"}}}]\
                """
                        .formatted(
                                contact.phone().digits(),
                                Scene.wamid(),
                                scene.now().getEpochSecond(),
                                request,
                                scene.now().plus(Duration.ofDays(7)).getEpochSecond());
        return Posting.body(scene.number.phoneNumberId(), reply);
    }
}
