package dev.assent.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.permission.HandMovedTime;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.net.http.HttpResponse;
import java.time.Duration;

/** What a program reads, whatever Meta's mood and however it asks. */
@PermissionTest
class AskingThroughTheApiTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;

    private Scene lotus;
    private Program program;

    @BeforeEach
    void aBusinessWithAKey() {
        moods.calm();
        lotus = Scene.lotus(application);
        program = new Program(application, lotus);
    }

    @AfterEach
    void calm() {
        moods.calm();
    }

    @Test
    void without_an_answer_of_metas_the_request_is_unknown_and_can_be_looked_up() throws Exception {
        var meera = lotus.writer();
        moods.fail("TIMEOUT", 0, "messages", 1, false);
        var answer = program.ask(program.freeForm(meera.phone().e164()));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Program.json(answer).at("/status").asString()).isEqualTo("unknown");
        assertThat(Program.json(answer).at("/message_id").isNull()).isTrue();
        var location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(Program.json(program.get(location)).at("/status").asString())
                .isEqualTo("unknown");
        assertThat(program.ask(program.freeForm(meera.phone().e164())).statusCode()).isEqualTo(409);
    }

    @Test
    void metas_refusal_is_told_in_her_words_and_takes_no_place() throws Exception {
        var meera = lotus.writer();
        moods.fail("ERROR", 131_049, "messages", 1, false);
        var answer = program.ask(program.freeForm(meera.phone().e164()));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(Program.json(answer).at("/meta/code").asInt()).isEqualTo(131_049);
        assertThat(Program.json(answer).at("/meta/message").asString()).isNotBlank();
        assertThat(Program.json(answer).at("/request/status").asString()).isEqualTo("failed");
        assertThat(program.ask(program.freeForm(meera.phone().e164())).statusCode()).isEqualTo(201);
    }

    @Test
    void after_an_error_of_metas_own_the_request_is_unknown_and_counts() throws Exception {
        var meera = lotus.writer();
        moods.fail("ERROR", 131_016, "messages", 1, false);
        var answer = program.ask(program.freeForm(meera.phone().e164()));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(Program.json(answer).at("/meta/code").asInt()).isEqualTo(131_016);
        assertThat(Program.json(answer).at("/request/status").asString()).isEqualTo("unknown");
        assertThat(program.ask(program.freeForm(meera.phone().e164())).statusCode()).isEqualTo(409);
    }

    @Test
    void outside_the_window_ones_own_words_are_forbidden() throws Exception {
        var meera = lotus.writer();
        time.advance(Duration.ofHours(24));
        var answer = program.ask(program.freeForm(meera.phone().e164()));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Program.json(answer).get("reasons").findValuesAsString("code"))
                .containsExactly("WINDOW_CLOSED");
        assertThat(lotus.requests(meera)).isEmpty();
    }

    @Test
    void a_template_goes_at_any_time() throws Exception {
        lotus.approved("may_we_call", "en");
        var meera = lotus.stranger();
        var answer = byTemplate(meera.phone().e164(), "{\"first_name\":\"Meera\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(Program.json(answer).at("/status").asString()).isEqualTo("sent");
        assertThat(answer.headers().firstValue("Location")).isPresent();
        assertThat(lotus.requests(meera))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.body()).contains("Hi Meera, may we call you"));
    }

    @Test
    void a_template_that_is_not_approved_is_forbidden() throws Exception {
        lotus.submitted("may_we_call", "en");
        var meera = lotus.stranger();
        var answer = byTemplate(meera.phone().e164(), "{\"first_name\":\"Meera\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Program.json(answer).get("reasons").findValuesAsString("code"))
                .containsExactly("TEMPLATE_NOT_APPROVED");
        assertThat(lotus.requests(meera)).isEmpty();
    }

    @Test
    void a_template_that_needs_a_picture_is_told_apart_and_not_sent() throws Exception {
        lotus.withPicture("may_we_call");
        var meera = lotus.stranger();
        var answer = byTemplate(meera.phone().e164(), "{\"first_name\":\"Meera\"}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Program.json(answer).at("/field").asString()).isEqualTo("template");
        assertThat(Program.json(answer).at("/detail").asString()).contains("picture");
        assertThat(lotus.requests(meera)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"first_name\":null}",
                "{\"first_name\":\" \"}",
                "{\"last_name\":\"Raghunathan\"}"
            })
    void a_value_left_out_is_named(String variables) throws Exception {
        lotus.approved("may_we_call", "en");
        var answer = byTemplate("+919812345678", variables);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Program.json(answer).at("/field").asString()).isEqualTo("variables");
        assertThat(Program.json(answer).at("/detail").asString()).contains("first_name");
    }

    /** The text around the value has 38 characters. */
    @Test
    void filled_in_a_template_has_at_most_1024_characters() throws Exception {
        lotus.approved("may_we_call", "en");
        for (var most : new String[] {"x".repeat(986), "🦷".repeat(986)}) {
            var meera = lotus.stranger();
            var letter = most.substring(0, most.offsetByCodePoints(0, 1));
            for (var longer : new String[] {most + letter, most + letter.repeat(2_000)}) {
                var answer = byTemplate(meera.phone().e164(), value(longer));
                assertThat(answer.statusCode()).isEqualTo(422);
                assertThat(Program.json(answer).at("/field").asString()).isEqualTo("variables");
            }
            var answer = byTemplate(meera.phone().e164(), value(most));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }

    @Test
    void a_template_in_several_languages_wants_to_know_which() throws Exception {
        lotus.approved("may_we_call", "en");
        lotus.approved("may_we_call", "de");
        var meera = lotus.stranger().phone().e164();
        var answer = byTemplate(meera, value("Meera"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Program.json(answer).at("/field").asString()).isEqualTo("language");
        assertThat(Program.json(answer).at("/detail").asString()).contains("de", "en");
        assertThat(
                        program.ask(
                                        template(meera, value("Meera"))
                                                .replace(
                                                        "{\"number\"",
                                                        "{\"language\":\"de\",\"number\""))
                                .statusCode())
                .isEqualTo(201);
    }

    private static String value(String firstName) {
        return "{\"first_name\":\"%s\"}".formatted(firstName);
    }

    private HttpResponse<String> byTemplate(String contact, String variables) throws Exception {
        return program.ask(template(contact, variables));
    }

    private String template(String contact, String variables) {
        return """
        {"number":"%s","contact":"%s","kind":"template","template":"may_we_call","variables":%s}\
        """
                .formatted(lotus.number.phoneNumberId(), contact, variables);
    }
}
