package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.tenancy.Control;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import java.util.Map;

@AccessTest
class SignInTest {

    @Autowired People people;
    @Autowired CountedHashes hashes;
    @Autowired Accounts accounts;
    @Autowired @Control JdbcClient control;

    /** The very first check of all makes one hash more. */
    @BeforeEach
    void warmUp() {
        people.visitor().signIn("nobody@people.example", "whatever it is");
    }

    @Test
    void a_right_password_opens_the_house() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        var answer = agent.browser().signIn(agent.mail(), People.PASSWORD);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.leadsTo()).isEqualTo("/");
        assertThat(agent.browser().page("/messages/probe").body())
                .isEqualTo("Asha Kulkarni in Lotus Dental");
    }

    @Test
    void an_address_may_be_written_in_capitals_and_with_spaces_around() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        assertThat(agent.browser().signIn(" " + agent.mail().toUpperCase() + " ", People.PASSWORD))
                .satisfies(answer -> assertThat(answer.leadsTo()).isEqualTo("/"));
    }

    @Test
    void a_wrong_password_and_an_unknown_address_sound_and_cost_the_same() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        var wrong = people.visitor();
        var unknown = people.visitor();
        var strangers = agent.mail().replace("people", "nobody");
        wrong.page("/login");
        unknown.page("/login");
        var answers = new Visitor.Answer[2];
        var hashesOfWrong =
                hashes.during(() ->
                        answers[0] = wrong.post("/login", attempt(agent.mail(), "not the one")));
        var hashesOfUnknown =
                hashes.during(() ->
                        answers[1] = unknown.post("/login", attempt(strangers, "not the one")));
        assertThat(answers[0].status()).isEqualTo(422);
        assertThat(answers[0].body()).contains("do not go together");
        assertThat(answers[1].status()).isEqualTo(422);
        assertThat(withoutTokens(answers[1].body()).replace(strangers, agent.mail()))
                .isEqualTo(withoutTokens(answers[0].body()));
        assertThat(hashesOfWrong).isEqualTo(1);
        assertThat(hashesOfUnknown).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no address", "", "\u202e\u0000@x.example", "o\u0301wner@lotus.example"})
    void an_address_that_cannot_be_one_costs_the_same(String typed) {
        var visitor = people.visitor();
        visitor.page("/login");
        assertThat(
                        hashes.during(() ->
                                assertThat(
                                                visitor.post(
                                                                "/login",
                                                                attempt(typed, "not the one"))
                                                        .status())
                                        .isEqualTo(422)))
                .isEqualTo(1);
    }

    @Test
    void an_overlong_password_is_merely_wrong() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        assertThat(agent.browser().signIn(agent.mail(), "long".repeat(5_000)).status())
                .isEqualTo(422);
    }

    @Test
    void a_failed_sign_in_keeps_the_address_and_never_shows_the_password() {
        var answer = people.visitor().signIn("asha@people.example", "my <secret>");
        assertThat(answer.body()).contains("asha@people.example").doesNotContain("secret");
    }

    @Test
    void the_page_asked_for_is_opened_after_signing_in() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        assertThat(agent.browser().page("/messages/probe?filter=a%20b&page=2").leadsTo())
                .isEqualTo("/login");
        assertThat(agent.browser().signIn(agent.mail(), People.PASSWORD).leadsTo())
                .isEqualTo("/messages/probe?filter=a%20b&page=2");
    }

    @Test
    void what_is_no_page_is_not_remembered() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        agent.browser().fragment("/messages/probe");
        agent.browser().get("/live/probe", "Accept", "text/event-stream");
        agent.browser().get("/messages/probe", "Accept", "text/html", "Sec-Fetch-Dest", "image");
        agent.browser().page("/login");
        agent.browser().post("/messages/probe", Map.of());
        assertThat(agent.browser().signIn(agent.mail(), People.PASSWORD).leadsTo()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/",
                "/%2f%2fevil.example/",
                "/%5c%5cevil.example/",
                "/;@evil.example/",
                "/messages/..%2f..%2f%2fevil.example"
            })
    void signing_in_never_leads_to_another_site(String path) {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        agent.browser().page(path);
        assertThat(agent.browser().signIn(agent.mail(), People.PASSWORD).leadsTo())
                .matches("/([^/\\\\].*)?");
    }

    @Test
    void parameters_do_not_choose_where_signing_in_leads() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        agent.browser().page("/login?continue=https://evil.example/&redirect=//evil.example/");
        var answer =
                agent.browser()
                        .post(
                                "/login?continue=https://evil.example/",
                                attempt(agent.mail(), People.PASSWORD),
                                "Referer",
                                "https://evil.example/",
                                "X-Forwarded-Host",
                                "evil.example");
        assertThat(answer.leadsTo()).isEqualTo("/");
    }

    @Test
    void the_host_that_a_request_names_does_not_choose_either() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        var asked =
                agent.browser()
                        .get(
                                "/messages/probe",
                                "Accept",
                                "text/html",
                                "X-Forwarded-Host",
                                "evil.example");
        assertThat(asked.leadsTo()).isEqualTo("/login");
        assertThat(agent.browser().signIn(agent.mail(), People.PASSWORD).leadsTo())
                .isEqualTo("/messages/probe");
    }

    @Test
    void the_session_gets_a_new_identity_when_somebody_signs_in() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        agent.browser().page("/login");
        var before = agent.browser().sessionCookie().orElseThrow().getValue();
        var token = agent.browser().csrf();
        agent.signIn();
        assertThat(agent.browser().sessionCookie().orElseThrow().getValue()).isNotEqualTo(before);
        var planted = people.visitor();
        assertThat(
                        planted.get(
                                        "/messages/probe",
                                        "Accept",
                                        "text/html",
                                        "Cookie",
                                        "assent=" + before)
                                .leadsTo())
                .isEqualTo("/login");
        agent.browser().useToken(token);
        assertThat(agent.browser().post("/messages/probe", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void the_session_cookie_is_kept_from_scripts_and_other_sites() {
        var visitor = people.visitor();
        assertThat(visitor.page("/login").header("set-cookie"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
        assertThat(
                        people.visitor()
                                .get("/login", "Accept", "text/html", "X-Forwarded-Proto", "https")
                                .header("set-cookie"))
                .contains("HttpOnly", "SameSite=Lax", "Secure");
    }

    @Test
    void whoever_signs_out_is_out() {
        var agent = people.atWork(Role.AGENT);
        var session = "assent=" + agent.browser().sessionCookie().orElseThrow().getValue();
        assertThat(people.visitor().get("/messages/probe", "Cookie", session).status())
                .isEqualTo(200);
        agent.browser().page("/messages/form");
        assertThat(agent.browser().post("/logout", Map.of()).leadsTo())
                .isEqualTo("/login?signed-out");
        assertThat(people.visitor().get("/messages/probe", "Cookie", session).leadsTo())
                .isEqualTo("/login");
        assertThat(agent.browser().page("/login?signed-out").body()).contains("You are signed out");
    }

    @Test
    void a_hash_of_an_older_kind_is_replaced_when_its_password_is_seen() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        var weak = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(People.PASSWORD);
        accounts.changePassword(agent.account(), weak);
        agent.signIn();
        assertThat(
                        control.sql("select password from account where id = ?")
                                .param(agent.account().value())
                                .query(String.class)
                                .single())
                .startsWith("{bcrypt}$2a$10$");
        people.visitor().signIn(agent.mail(), People.PASSWORD);
    }

    @Test
    void a_sign_in_page_left_open_too_long_says_so() {
        var visitor = people.visitor();
        var answer = visitor.postBare("/login", attempt("asha@people.example", "whatever it is"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("open for too long", "asha@people.example");
    }

    @Test
    void whoever_is_in_does_not_see_the_sign_in_page() {
        var agent = people.atWork(Role.AGENT);
        assertThat(agent.browser().page("/login").leadsTo()).isEqualTo("/");
    }

    private static Map<String, String> attempt(String mail, String password) {
        return Map.of("mail", mail, "password", password);
    }

    private static String withoutTokens(String page) {
        return page.replaceAll("(value|content)=\"[\\w-]{60,}\"", "")
                .replaceAll("data-now=\"[^\"]*\"", "");
    }
}
