package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;

/** Templates at the simulated Meta. */
@SimulatorTest
class TemplatesTest {

    private static final String PLAIN =
            "{\"name\":\"%s\",\"language\":\"en\",\"category\":\"UTILITY\",\"components\":[{\"type\":\"BODY\",\"text\":\"May"
                + " we call?\"},{\"type\":\"call_permission_request\"}]}";

    @LocalServerPort int port;

    private final Application application = new Application();
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
    void a_template_waits_until_somebody_decides() {
        var created = create(PLAIN.formatted("ask"));
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.body().path("status").asString()).isEqualTo("PENDING");
        assertThat(created.body().path("category").asString()).isEqualTo("UTILITY");
        var id = created.body().path("id").asString();
        meta.done("POST", "/templates/" + id + "/reject", "{\"reason\":\"PROMOTIONAL\"}");
        var shown = list("").path("data").path(0);
        assertThat(shown.path("status").asString()).isEqualTo("REJECTED");
        assertThat(shown.path("rejected_reason").asString()).isEqualTo("PROMOTIONAL");
        assertThat(
                        lotus.graph(
                                        "POST",
                                        id,
                                        "{\"components\":[{\"type\":\"BODY\",\"text\":\"Shall we"
                                                + " call?\"}]}")
                                .status())
                .isEqualTo(200);
        assertThat(list("").path("data").path(0).path("status").asString()).isEqualTo("PENDING");
    }

    @Test
    void templates_can_be_approved_at_once() {
        meta.done("PATCH", "/settings.json", "{\"quirks\":{\"templates_approved_at_once\":true}}");
        try {
            assertThat(create(PLAIN.formatted("ask")).body().path("status").asString())
                    .isEqualTo("APPROVED");
            application.value("message_template_status_update", _ -> true);
        } finally {
            meta.done(
                    "PATCH",
                    "/settings.json",
                    "{\"quirks\":{\"templates_approved_at_once\":false}}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Ask"
                    + " Me\",\"language\":\"en\",\"category\":\"UTILITY\",\"components\":[{\"type\":\"BODY\",\"text\":\"x\"}]}",
                "{\"name\":\"ask\",\"category\":\"UTILITY\",\"components\":[{\"type\":\"BODY\",\"text\":\"x\"}]}",
                "{\"name\":\"ask\",\"language\":\"en\",\"category\":\"AUTHENTICATION\",\"components\":[{\"type\":\"BODY\",\"text\":\"x\"}]}",
                "{\"name\":\"ask\",\"language\":\"en\",\"category\":\"UTILITY\",\"components\":[{\"type\":\"call_permission_request\"}]}",
                "{\"name\":\"ask\",\"language\":\"en\",\"category\":\"UTILITY\",\"components\":[{\"type\":\"BODY\",\"text\":\""
                    + " \"}]}",
                "{\"name\":\"ask\",\"language\":\"en\",\"category\":\"UTILITY\",\"components\":[{\"type\":\"BODY\",\"text\":\"Hi"
                    + " {{1}}\"}]}",
                "{\"name\":\"ask\",\"language\":\"en\",\"category\":\"UTILITY\",\"components\":[{\"type\":\"BODY\",\"text\":\"Hi"
                    + " {{2}}\",\"example\":{\"body_text\":[[\"x\"]]}}]}",
                "{\"name\":\"ask\",\"language\":\"en\",\"category\":\"UTILITY\",\"components\":[{\"type\":\"BODY\",\"text\":\"x\"},{\"type\":\"BUTTONS\",\"buttons\":[]},{\"type\":\"call_permission_request\"}]}"
            })
    void what_meta_would_not_take_is_refused(String template) {
        var answer = create(template);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isIn(100, 131008);
    }

    @Test
    void one_name_has_one_content_in_each_language() {
        create(PLAIN.formatted("ask"));
        var again = create(PLAIN.formatted("ask"));
        assertThat(again.code()).isEqualTo(100);
        assertThat(again.body().path("error").path("error_subcode").asInt(0)).isEqualTo(2388024);
        assertThat(create(PLAIN.formatted("ask").replace("\"en\"", "\"de\"")).status())
                .isEqualTo(200);
    }

    @Test
    void an_account_has_250_templates_at_most() {
        var story = Json.object();
        for (var i = 0; i < 249; i++) {
            var told = story.withArray("templates").addObject();
            told.put("number", lotus.id()).put("name", "t" + i).put("language", "en");
            told.putArray("components").addObject().put("type", "BODY").put("text", "x");
        }
        meta.done("POST", "/story", Json.write(story));
        assertThat(create(PLAIN.formatted("the_250th")).status()).isEqualTo(200);
        var refused = create(PLAIN.formatted("the_251st"));
        assertThat(refused.body().path("error").path("error_subcode").asInt(0)).isEqualTo(2388019);
        var first = list("?limit=200");
        assertThat(first.path("data").size()).isEqualTo(200);
        var second =
                list(
                        "?limit=200&after="
                                + first.path("paging").path("cursors").path("after").asString());
        assertThat(second.path("data").size()).isEqualTo(50);
        assertThat(second.path("paging").has("next")).isFalse();
    }

    @Test
    void a_template_is_found_and_deleted_by_name() {
        create(PLAIN.formatted("ask"));
        create(PLAIN.formatted("other"));
        assertThat(list("?name=ask").path("data").size()).isEqualTo(1);
        assertThat(
                        lotus.graph("DELETE", lotus.waba() + "/message_templates?name=ask", null)
                                .body()
                                .path("success")
                                .asBoolean())
                .isTrue();
        assertThat(list("").path("data").size()).isEqualTo(1);
        assertThat(lotus.graph("DELETE", lotus.waba() + "/message_templates?name=ask", null).code())
                .isEqualTo(100);
    }

    @Test
    void an_account_is_closed_to_others() {
        var other = meta.line("IN", application);
        assertThat(other.graph("GET", lotus.waba() + "/message_templates", null).code())
                .isEqualTo(200);
    }

    private Meta.Answer create(String template) {
        return lotus.graph("POST", lotus.waba() + "/message_templates", template);
    }

    private JsonNode list(String query) {
        return lotus.graph("GET", lotus.waba() + "/message_templates" + query, null).body();
    }
}
