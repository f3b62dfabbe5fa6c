package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AnotherNode;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.Map;

@AccessTest
class ChainsTest {

    @Autowired People people;

    @Test
    void webhooks_need_neither_session_nor_token_and_get_none() {
        var answer = people.visitor().postBare("/webhooks/probe", Map.of());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("session: false");
        assertThat(answer.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void a_signed_in_browser_is_nobody_to_the_webhooks_and_to_the_api() {
        var owner = people.atWork(Role.OWNER);
        assertThat(owner.browser().postBare("/webhooks/probe", Map.of()).status()).isEqualTo(200);
        assertThat(owner.browser().get("/api/v1/probe").status()).isEqualTo(401);
    }

    @Test
    void the_simulator_is_open_in_demo_mode() {
        assertThat(people.visitor().postBare("/simulator/probe", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void without_demo_mode_there_is_no_simulator() {
        try (var production = AnotherNode.startInProduction("assent.smtp-url=smtp://127.0.0.1:1")) {
            var visitor = people.visitor().at(production.port());
            assertThat(visitor.page("/simulator").status()).isEqualTo(404);
            assertThat(visitor.page("/simulator/probe").status()).isEqualTo(404);
            assertThat(visitor.postBare("/simulator/clock", Map.of()).status()).isEqualTo(404);
        }
    }

    @Test
    void the_health_check_is_open_and_nothing_else_of_its_kind() {
        assertThat(people.visitor().get("/actuator/health").status()).isIn(200, 503);
        assertThat(people.visitor().get("/actuator/env").status()).isEqualTo(404);
        assertThat(people.visitor().get("/actuator").status()).isEqualTo(404);
    }

    @Test
    void static_files_are_open_and_kept_by_browsers() {
        var file = people.visitor().get("/img/favicon.svg");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("cache-control")).contains("max-age");
        assertThat(file.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void the_description_of_the_api_is_open() {
        assertThat(people.visitor().get("/v3/api-docs").status()).isEqualTo(200);
    }
}
