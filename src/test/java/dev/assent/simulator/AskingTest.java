package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.time.Duration;

/** What Meta says to those who ask for permission to call. */
@SimulatorTest
class AskingTest {

    @LocalServerPort int port;
    @Autowired HandMovedTime time;

    private final Application application = new Application();
    private final String farah = Meta.person();
    private Meta meta;
    private Meta.Line lotus;

    @BeforeEach
    void aNumberAndSomeoneWhoWrote() {
        meta = new Meta(port);
        lotus = meta.line("IN", application);
        lotus.phone(farah, "message", "{\"text\":\"My crown came loose\"}");
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void a_request_is_taken_and_echoed() {
        var answer = lotus.ask("+" + farah);
        assertThat(answer.status()).isEqualTo(200);
        var body = answer.body();
        assertThat(body.path("messaging_product").asString()).isEqualTo("whatsapp");
        assertThat(body.path("contacts").path(0).path("input").asString()).isEqualTo("+" + farah);
        assertThat(body.path("contacts").path(0).path("wa_id").asString()).isEqualTo(farah);
        assertThat(body.path("messages").path(0).path("id").asString()).startsWith("wamid.");
    }

    @Test
    void the_second_request_fits_after_exactly_a_day() {
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
        time.advance(Duration.ofHours(24).minusSeconds(1));
        writes();
        var early = lotus.ask(farah);
        assertThat(early.status()).isEqualTo(400);
        assertThat(early.code()).isEqualTo(138009);
        assertThat(early.details()).contains(Long.toString(time.instant().getEpochSecond() + 1));
        time.advance(Duration.ofSeconds(1));
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
    }

    @Test
    void the_third_request_fits_after_exactly_a_week() {
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
        time.advance(Duration.ofHours(30));
        writes();
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
        time.advance(Duration.ofDays(7).minusHours(30).minusSeconds(1));
        writes();
        assertThat(lotus.ask(farah).code()).isEqualTo(138009);
        time.advance(Duration.ofSeconds(1));
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
    }

    @Test
    void template_and_free_form_count_together() {
        approvedTemplate("may_we_call", "UTILITY");
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
        assertThat(template(farah, "may_we_call").code()).isEqualTo(138009);
    }

    @ParameterizedTest
    @CsvSource({"person", "business"})
    void a_connected_call_of_either_side_resets_the_limits(String caller) {
        lotus.ask(farah);
        time.advance(Duration.ofSeconds(1));
        if (caller.equals("person")) {
            var call = lotus.phone(farah, "call", "{}").body().path("call").path("id").asString();
            lotus.onCall("accept", call, Meta.answer());
            lotus.onCall("terminate", call, "");
        } else {
            lotus.phone(farah, "reply", "{\"choice\":\"allow\"}");
            lotus.dial(farah);
            lotus.phone(farah, "answer", "{}");
            lotus.phone(farah, "hangup", "{}");
        }
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
        assertThat(lotus.ask(farah).code()).isEqualTo(138009);
    }

    @Test
    void a_call_nobody_answers_resets_nothing() {
        lotus.ask(farah);
        lotus.phone(farah, "call", "{}");
        lotus.phone(farah, "hangup", "{}");
        assertThat(lotus.ask(farah).code()).isEqualTo(138009);
    }

    @Test
    void a_request_that_failed_does_not_count() {
        phoneSays(farah, "{\"current_client\":false}");
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
        application.status("failed");
        phoneSays(farah, "{\"current_client\":true}");
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
    }

    @Test
    void test_numbers_may_ask_25_times_a_day() {
        var test = meta.line("IN", application, "{\"edition\":\"test-numbers\"}");
        test.phone(farah, "message", "{\"text\":\"hi\"}");
        for (var i = 0; i < 25; i++) {
            assertThat(test.ask(farah).status()).isEqualTo(200);
        }
        assertThat(test.ask(farah).code()).isEqualTo(138009);
    }

    @Test
    void free_form_needs_the_window_and_a_template_does_not() {
        approvedTemplate("may_we_call", "UTILITY");
        time.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(lotus.write(farah, "still open").status()).isEqualTo(200);
        time.advance(Duration.ofSeconds(1));
        assertThat(lotus.write(farah, "closed").code()).isEqualTo(131047);
        assertThat(lotus.ask(farah).code()).isEqualTo(131047);
        var sent = template(farah, "may_we_call");
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.body().path("messages").path(0).path("message_status").asString())
                .isEqualTo("accepted");
    }

    @Test
    void a_closed_window_can_be_told_later_too() {
        meta.done("PATCH", "/settings.json", "{\"quirks\":{\"window_refused_later\":true}}");
        try {
            var stranger = Meta.person();
            assertThat(lotus.ask(stranger).status()).isEqualTo(200);
            var status = application.status("failed").path("statuses").path(0);
            assertThat(status.path("errors").path(0).path("code").asInt(0)).isEqualTo(131047);
        } finally {
            meta.done("PATCH", "/settings.json", "{\"quirks\":{\"window_refused_later\":false}}");
        }
    }

    @Test
    void a_permanent_permission_is_not_asked_for_again() {
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        var answer = lotus.ask(farah);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(138017);
        lotus.phone(farah, "profile", "{\"permission\":\"revoke\"}");
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
    }

    @Test
    void a_temporary_permission_can_be_asked_for_again() {
        lotus.ask(farah);
        lotus.phone(farah, "reply", "{\"choice\":\"allow\"}");
        time.advance(Duration.ofHours(24));
        writes();
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
    }

    @Test
    void calling_must_be_on() {
        lotus.settings("{\"status\":\"DISABLED\"}");
        var answer = lotus.ask(farah);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo(138000);
    }

    @ParameterizedTest
    @CsvSource({
        "US,documented,138013",
        "CA,documented,138013",
        "EG,documented,138013",
        "VN,documented,138013",
        "NG,documented,138013",
        "TR,documented,138013",
        "TR,meta-2026-06,0",
        "US,meta-2026-06,138013",
        "DE,documented,0"
    })
    void some_countries_may_not_ask(String country, String edition, int code) {
        var number = meta.line(country, application, "{\"edition\":\"%s\"}".formatted(edition));
        number.phone(farah, "message", "{\"text\":\"hi\"}");
        var answer = number.ask(farah);
        assertThat(answer.status()).isEqualTo(code == 0 ? 200 : 400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void a_restricted_number_may_not_ask_for_seven_days() {
        lotus.decide("restrict", "{}");
        assertThat(lotus.ask(farah).code()).isEqualTo(138014);
        time.advance(Duration.ofDays(7).minusSeconds(1));
        writes();
        assertThat(lotus.ask(farah).code()).isEqualTo(138014);
        time.advance(Duration.ofSeconds(1));
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                                                                   | 100
                    {"messaging_product":"whatsapp","type":"text","text":{"body":"x"}}                   | 131008
                    {"messaging_product":"whatsapp","to":"farah","type":"text","text":{"body":"x"}}      | 131009
                    {"messaging_product":"whatsapp","to":"491771234567","type":"text"}                   | 131008
                    {"messaging_product":"whatsapp","to":"491771234567","type":"carousel"}               | 131051
                    {"messaging_product":"whatsapp","to":"491771234567","type":"interactive"}            | 131008
                    {"messaging_product":"whatsapp","to":"491771234567","type":"template","template":{"name":"nix","language":{"code":"en"}}} | 132001
                    {no json                                                                             | 100
                    """)
    void malformed_messages_are_refused(String body, int code) {
        assertThat(lotus.graph("POST", lotus.id() + "/messages", body).code()).isEqualTo(code);
    }

    @Test
    void a_request_has_no_header() {
        var asking = Json.parseObject(Meta.asking(farah));
        asking.withObject("interactive").putObject("header").put("type", "text").put("text", "Hi");
        assertThat(lotus.graph("POST", lotus.id() + "/messages", Json.write(asking)).code())
                .isEqualTo(131009);
    }

    @Test
    void nobody_writes_to_itself() {
        assertThat(lotus.write(lotus.digits(), "hello me").code()).isEqualTo(131021);
    }

    @Test
    void tokens_open_their_own_account_only() {
        var other = meta.line("IN", application);
        assertThat(meta.send("POST", "/graph/v26.0/" + lotus.id() + "/messages", "{}", null).code())
                .isEqualTo(190);
        var wrong = meta.send("POST", "/graph/v26.0/" + lotus.id() + "/messages", "{}", "nonsense");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo(190);
        var foreign = other.graph("POST", lotus.id() + "/messages", Meta.asking(farah));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.code()).isEqualTo(200);
        var unknown = other.graph("POST", "123/messages", Meta.asking(farah));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.code()).isEqualTo(100);
        lotus.decide("token", "{\"valid\":false}");
        assertThat(lotus.ask(farah).code()).isEqualTo(190);
    }

    @Test
    void a_pair_takes_45_messages_at_once_and_then_one_in_six_seconds() {
        for (var i = 0; i < 45; i++) {
            assertThat(lotus.write(farah, "again").status()).isEqualTo(200);
        }
        assertThat(lotus.write(farah, "once more").code()).isEqualTo(131056);
        time.advance(Duration.ofSeconds(5));
        assertThat(lotus.write(farah, "too soon").code()).isEqualTo(131056);
        time.advance(Duration.ofSeconds(1));
        assertThat(lotus.write(farah, "now").status()).isEqualTo(200);
        assertThat(lotus.write(farah, "not yet").code()).isEqualTo(131056);
    }

    @Test
    void a_number_sends_so_many_messages_a_second() {
        meta.done("PATCH", "/settings.json", "{\"quirks\":{\"messages_per_second\":3}}");
        try {
            for (var i = 0; i < 3; i++) {
                assertThat(lotus.write(farah, "quick").status()).isEqualTo(200);
            }
            assertThat(lotus.write(farah, "too quick").code()).isEqualTo(130429);
            time.advance(Duration.ofSeconds(1));
            assertThat(lotus.write(farah, "fine").status()).isEqualTo(200);
        } finally {
            meta.done("PATCH", "/settings.json", "{\"quirks\":{\"messages_per_second\":80}}");
        }
    }

    @Test
    void a_test_number_writes_to_its_list_only() {
        var test =
                meta.line(
                        "IN",
                        application,
                        "{\"edition\":\"test-numbers\",\"allowed_recipients\":\"%s\"}"
                                .formatted(farah));
        test.phone(farah, "message", "{\"text\":\"hi\"}");
        assertThat(test.ask(farah).status()).isEqualTo(200);
        var stranger = Meta.person();
        test.phone(stranger, "message", "{\"text\":\"hi\"}");
        assertThat(test.ask(stranger).code()).isEqualTo(131030);
    }

    @Test
    void marketing_stops_where_people_stopped_it() {
        approvedTemplate("offer", "MARKETING");
        lotus.phone(farah, "marketing", "{\"stopped\":true}");
        template(farah, "offer");
        assertThat(errorOfFailure()).isEqualTo(131050);
        lotus.phone(farah, "marketing", "{\"stopped\":false}");
        lotus.phone(farah, "enough", "{\"enough\":true}");
        application.clear();
        template(farah, "offer");
        assertThat(errorOfFailure()).isEqualTo(131049);
    }

    @ParameterizedTest
    @CsvSource({"pause,132015", "disable,132016", "reject,132001"})
    void only_approved_templates_go_out(String decision, int code) {
        var id = approvedTemplate("may_we_call", "UTILITY");
        meta.done("POST", "/templates/%s/%s".formatted(id, decision), "{}");
        assertThat(template(farah, "may_we_call").code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    []                                                                        | 132000
                    [{"type":"text","text":"Farah"}]                                          | 132012
                    [{"type":"text","parameter_name":"last_name","text":"Farah"}]             | 132012
                    [{"type":"text","parameter_name":"first_name","text":"Farah"}]            | 0
                    """)
    void parameters_must_fit(String parameters, int code) {
        approvedTemplate("may_we_call", "UTILITY");
        var answer = template(farah, "may_we_call", parameters);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void a_filled_in_text_can_be_too_long() {
        approvedTemplate("may_we_call", "UTILITY");
        var name = "x".repeat(1_024);
        assertThat(
                        template(
                                        farah,
                                        "may_we_call",
                                        "[{\"type\":\"text\",\"parameter_name\":\"first_name\",\"text\":\"%s\"}]"
                                                .formatted(name))
                                .code())
                .isEqualTo(132005);
    }

    private int errorOfFailure() {
        return application
                .status("failed")
                .path("statuses")
                .path(0)
                .path("errors")
                .path(0)
                .path("code")
                .asInt(0);
    }

    private void writes() {
        lotus.phone(farah, "message", "{\"text\":\"and again\"}");
    }

    private void phoneSays(String person, String words) {
        meta.done("POST", "/phones/" + person, words);
    }

    private String approvedTemplate(String name, String category) {
        var created =
                lotus.graph(
                        "POST",
                        lotus.waba() + "/message_templates",
                        """
                        {"name":"%s","language":"en","category":"%s","parameter_format":"named",
                         "components":[
                          {"type":"body","text":"Hi {{first_name}}, may we call you?",
                           "example":{"body_text_named_params":[{"param_name":"first_name","example":"Asha"}]}},
                          {"type":"call_permission_request"}]}
                        """
                                .formatted(name, category));
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        var id = created.body().path("id").asString();
        meta.done("POST", "/templates/" + id + "/approve", "{}");
        return id;
    }

    private Meta.Answer template(String to, String name) {
        return template(
                to,
                name,
                "[{\"type\":\"text\",\"parameter_name\":\"first_name\",\"text\":\"Farah\"}]");
    }

    private Meta.Answer template(String to, String name, String parameters) {
        return lotus.graph(
                "POST",
                lotus.id() + "/messages",
                """
                {"messaging_product":"whatsapp","to":"%s","type":"template","template":{
                  "name":"%s","language":{"policy":"deterministic","code":"en"},
                  "components":[{"type":"body","parameters":%s}]}}
                """
                        .formatted(to, name, parameters));
    }
}
