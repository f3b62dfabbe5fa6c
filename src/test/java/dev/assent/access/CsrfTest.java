package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.Map;

@AccessTest
class CsrfTest {

    @Autowired People people;

    @ParameterizedTest
    @ValueSource(strings = {"/messages/probe", "/business", "/logout", "/settings/api-keys"})
    void another_site_can_do_nothing_in_our_name(String path) {
        var browser = people.atWork(Role.OWNER).browser();
        assertThat(browser.postBare(path, Map.of("name", "x", "id", "x")).status()).isEqualTo(403);
        assertThat(browser.page("/messages/probe").status()).isEqualTo(200);
    }

    @Test
    void the_token_works_as_field_and_as_header() {
        var browser = people.atWork(Role.AGENT).browser();
        browser.page("/messages/form");
        assertThat(browser.post("/messages/probe", Map.of()).status()).isEqualTo(200);
        assertThat(
                        browser.postBare(
                                        "/messages/probe",
                                        Map.of(),
                                        "HX-Request",
                                        "true",
                                        "X-CSRF-TOKEN",
                                        browser.csrf())
                                .status())
                .isEqualTo(200);
    }

    @Test
    void the_token_of_somebody_else_is_worth_nothing() {
        var browser = people.atWork(Role.AGENT).browser();
        var other = people.atWork(Role.AGENT).browser();
        other.page("/messages/form");
        browser.page("/messages/form");
        browser.useToken(other.csrf());
        assertThat(browser.post("/messages/probe", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void a_form_sent_after_the_session_ended_leads_to_the_sign_in_page() {
        assertThat(people.visitor().postBare("/messages/probe", Map.of()).leadsTo())
                .isEqualTo("/login");
        var part = people.visitor().postBare("/messages/probe", Map.of(), "HX-Request", "true");
        assertThat(part.status()).isEqualTo(401);
        assertThat(part.header("HX-Refresh")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/signup", "/password"})
    void open_pages_are_guarded_as_well(String path) {
        assertThat(people.visitor().postBare(path, Map.of()).status()).isEqualTo(403);
    }
}
