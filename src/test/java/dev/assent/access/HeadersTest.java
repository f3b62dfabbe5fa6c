package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.Map;

@AccessTest
class HeadersTest {

    @Autowired People people;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/messages/probe",
                "/messages/nowhere",
                "/messages/broken",
                "/settings/audit",
                "/nowhere",
                "/img/favicon.svg",
                "/img/nowhere.svg",
                "/api/v1/probe",
                "/actuator/health",
                "/actuator/env",
                "/simulator/nowhere"
            })
    void every_kind_of_answer_keeps_the_browser_careful(String path) {
        var signedIn = people.atWork(Role.OWNER).browser();
        var stranger = people.visitor();
        for (var visitor : new Visitor[] {signedIn, stranger}) {
            for (var answer : new Visitor.Answer[] {visitor.page(path), visitor.fragment(path)}) {
                assertThat(answer.header("Content-Security-Policy"))
                        .contains(
                                "default-src 'none'",
                                "script-src 'self';",
                                "style-src 'self';",
                                "frame-ancestors 'none'",
                                "base-uri 'none'",
                                "form-action 'self'")
                        .doesNotContain("unsafe", "nonce", "http:", "*");
                assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
                assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
                assertThat(answer.header("Permissions-Policy"))
                        .contains("microphone=(self)", "camera=()");
                assertThat(answer.headers()).doesNotContainKey("strict-transport-security");
                assertThat(answer.headers()).doesNotContainKey("server");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/messages/probe", "/messages/nowhere", "/settings/audit"})
    void pages_are_kept_by_nobody_and_told_apart_from_their_parts(String path) {
        var browser = people.atWork(Role.OWNER).browser();
        for (var answer : new Visitor.Answer[] {browser.page(path), browser.fragment(path)}) {
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("Vary").toLowerCase()).containsOnlyOnce("hx-request");
        }
    }

    @Test
    void over_tls_browsers_are_told_to_stay_there() {
        var answer = people.visitor().get("/login", "X-Forwarded-Proto", "https");
        assertThat(answer.header("Strict-Transport-Security")).contains("max-age=31536000");
    }

    @Test
    void refusals_carry_the_headers_too() {
        var browser = people.atWork(Role.AGENT).browser();
        var refused = browser.postBare("/messages/probe", Map.of());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Content-Security-Policy")).contains("default-src 'none'");
    }
}
