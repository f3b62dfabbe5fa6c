package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AnotherNode;
import dev.assent.access.Sessions.Ticket;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

@AccessTest
class SessionsTest {

    @Autowired People people;
    @Autowired Members members;
    @Autowired Sessions sessions;
    @Autowired JdbcIndexedSessionRepository repository;
    @Autowired @Control JdbcClient control;
    @Autowired HttpSessionIdResolver resolver;

    private Tenant lotus;
    private People.Person agent;

    @BeforeEach
    void somebodyAtWork() {
        lotus = people.business("Lotus Dental");
        agent = people.hire(Role.AGENT, lotus).signIn();
    }

    @Test
    void a_ticket_holds_while_somebody_is_signed_in_with_the_same_role() {
        var ticket = ticket(agent, Role.AGENT);
        var other = ticket(people.hire(Role.ADMIN, lotus).signIn(), Role.ADMIN);
        assertThat(sessions.alive(List.of(ticket, other))).isEqualTo(Set.of(ticket, other));
        assertThat(sessions.alive(List.of())).isEmpty();
    }

    @Test
    void a_ticket_does_not_show_its_session() {
        var ticket = ticket(agent, Role.AGENT);
        assertThat(ticket.toString()).doesNotContain(ticket.session());
    }

    @Test
    void a_session_is_looked_up_for_pages_and_not_for_files() {
        var cookie = ticket(agent, Role.AGENT).session();
        assertThat(resolver.resolveSessionIds(request("/calling", cookie))).containsExactly(cookie);
        assertThat(resolver.resolveSessionIds(request("/css/base.css", cookie))).isEmpty();
        assertThat(resolver.resolveSessionIds(request("/webjars/a/b.css", cookie))).isEmpty();
    }

    private MockHttpServletRequest request(String path, String session) {
        var request = new MockHttpServletRequest("GET", path);
        var given = new MockHttpServletResponse();
        resolver.setSessionId(request, given, session);
        request.setCookies(given.getCookies());
        return request;
    }

    @Test
    void a_ticket_ends_when_its_owner_signs_out() {
        var ticket = ticket(agent, Role.AGENT);
        agent.browser().page("/messages/form");
        agent.browser().post("/logout", Map.of());
        assertThat(sessions.alive(List.of(ticket))).isEmpty();
    }

    @Test
    void a_ticket_ends_with_the_membership_and_with_the_role() {
        var ticket = ticket(agent, Role.AGENT);
        members.admit(agent.account(), lotus.id(), Role.ADMIN);
        assertThat(sessions.alive(List.of(ticket))).isEmpty();
        members.admit(agent.account(), lotus.id(), Role.AGENT);
        assertThat(sessions.alive(List.of(ticket))).containsExactly(ticket);
        people.dismiss(agent, lotus);
        assertThat(sessions.alive(List.of(ticket))).isEmpty();
    }

    @Test
    void a_ticket_ends_with_its_session() {
        var ticket = ticket(agent, Role.AGENT);
        control.sql("update SPRING_SESSION set EXPIRY_TIME = ? where SESSION_ID = ?")
                .params(System.currentTimeMillis(), ticket.session())
                .update();
        assertThat(sessions.alive(List.of(ticket))).isEmpty();
    }

    @Test
    void a_ticket_for_another_account_or_business_is_no_ticket() {
        var ticket = ticket(agent, Role.AGENT);
        var foreign = people.business("Harbor Bikes").id();
        assertThat(
                        sessions.alive(
                                List.of(
                                        new Ticket(
                                                ticket.session(),
                                                Id.fresh(),
                                                lotus.id(),
                                                Role.AGENT),
                                        new Ticket(
                                                ticket.session(),
                                                agent.account(),
                                                foreign,
                                                Role.AGENT),
                                        new Ticket(
                                                "none", agent.account(), lotus.id(), Role.AGENT))))
                .isEmpty();
    }

    @Test
    void somebody_signed_in_stays_so_when_the_application_is_started_again() {
        try (var again = AnotherNode.start(AccessTest.OWN_SCHEMAS)) {
            var page = agent.browser().at(again.port()).page("/business");
            assertThat(page.status()).isEqualTo(302);
            assertThat(page.leadsTo()).isEqualTo("/");
        }
    }

    @Test
    void a_session_ends_after_twelve_idle_hours_and_earlier_where_nobody_signed_in() {
        assertThat(idleSeconds(agent.browser())).isEqualTo(43_200);
        var stranger = people.visitor();
        stranger.page("/login");
        assertThat(idleSeconds(stranger)).isEqualTo(1_800);
    }

    @Test
    void that_a_session_is_in_use_is_noted_once_a_minute() {
        var session = sessionOf(agent.browser());
        agent.browser().page("/messages/probe");
        var noted = lastAccess(session);
        agent.browser().page("/messages/probe");
        assertThat(lastAccess(session)).isEqualTo(noted);
        control.sql("update SPRING_SESSION set LAST_ACCESS_TIME = ? where SESSION_ID = ?")
                .params(noted - 60_001, session)
                .update();
        agent.browser().page("/messages/probe");
        assertThat(lastAccess(session)).isGreaterThanOrEqualTo(noted);
    }

    @Test
    void over_tls_alone_the_cookie_is_sent_where_the_application_is_reached_so() {
        assertThat(cookieOf("https://assent.example")).contains("Secure", "HttpOnly");
        assertThat(cookieOf("http://localhost:8080")).contains("HttpOnly").doesNotContain("Secure");
    }

    private static String cookieOf(String url) {
        var response = new MockHttpServletResponse();
        new SessionConfiguration()
                .sessionCookie(url)
                .writeCookieValue(
                        new CookieSerializer.CookieValue(
                                new MockHttpServletRequest(), response, "value"));
        return response.getHeader("Set-Cookie");
    }

    @Test
    void a_stranger_who_takes_a_wrong_turn_leaves_no_session() {
        assertThat(people.visitor().page("/error").headers()).doesNotContainKey("set-cookie");
        assertThat(people.visitor().page("/img/nowhere.svg").headers())
                .doesNotContainKey("set-cookie");
    }

    @Test
    void sessions_that_are_over_are_swept_away() {
        var ticket = ticket(agent, Role.AGENT);
        control.sql("update SPRING_SESSION set EXPIRY_TIME = 1 where SESSION_ID = ?")
                .param(ticket.session())
                .update();
        repository.cleanUpExpiredSessions();
        assertThat(
                        control.sql("select count(*) from SPRING_SESSION where SESSION_ID = ?")
                                .param(ticket.session())
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void what_a_session_remembers_and_nobody_can_read_any_more_counts_as_forgotten() {
        control.sql(
                        """
                        update SPRING_SESSION_ATTRIBUTES set ATTRIBUTE_BYTES = 'garbage'
                        where SESSION_PRIMARY_ID =
                            (select PRIMARY_ID from SPRING_SESSION where SESSION_ID = ?)
                        """)
                .param(sessionOf(agent.browser()))
                .update();
        assertThat(agent.browser().page("/messages/probe").leadsTo()).isEqualTo("/login");
        agent.signIn();
        assertThat(agent.browser().page("/messages/probe").status()).isEqualTo(200);
    }

    @Test
    void a_session_holds_no_password() {
        var stored =
                control.sql(
                                """
                                select ATTRIBUTE_BYTES from SPRING_SESSION_ATTRIBUTES
                                join SPRING_SESSION on PRIMARY_ID = SESSION_PRIMARY_ID
                                where SESSION_ID = ?
                                """)
                        .param(sessionOf(agent.browser()))
                        .query(byte[].class)
                        .list();
        assertThat(stored)
                .isNotEmpty()
                .allSatisfy(bytes ->
                        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                                .doesNotContain("bcrypt", People.PASSWORD));
    }

    @Test
    void strange_cookies_do_no_harm() {
        for (var strange :
                new String[] {"", "x", "%%%", "8J+YgPCfmIA=", "J29yIDE9MSAtLQ==", "/////w=="}) {
            assertThat(
                            people.visitor()
                                    .get(
                                            "/messages/probe",
                                            "Accept",
                                            "text/html",
                                            "Cookie",
                                            "assent=" + strange)
                                    .leadsTo())
                    .isEqualTo("/login");
        }
    }

    private Ticket ticket(People.Person person, Role role) {
        return new Ticket(sessionOf(person.browser()), person.account(), lotus.id(), role);
    }

    private long lastAccess(String session) {
        return control.sql("select LAST_ACCESS_TIME from SPRING_SESSION where SESSION_ID = ?")
                .param(session)
                .query(Long.class)
                .single();
    }

    private int idleSeconds(Visitor visitor) {
        return control.sql("select MAX_INACTIVE_INTERVAL from SPRING_SESSION where SESSION_ID = ?")
                .param(sessionOf(visitor))
                .query(Integer.class)
                .single();
    }

    private static String sessionOf(Visitor visitor) {
        return new String(
                Base64.getDecoder().decode(visitor.sessionCookie().orElseThrow().getValue()));
    }
}
