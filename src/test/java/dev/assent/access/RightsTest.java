package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@AccessTest
class RightsTest {

    @Autowired People people;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/messages",
                "/messages/probe",
                "/contacts",
                "/calling",
                "/calling/requests",
                "/calling/templates",
                "/calls/mine",
                "/broadcasts",
                "/settings",
                "/settings/audit",
                "/settings/api-keys",
                "/platform/probe",
                "/business",
                "/live/probe",
                "/unlisted",
                "/nowhere",
                "/actuator/../messages/probe"
            })
    void nobody_gets_in_without_signing_in(String path) {
        var page = people.visitor().page(path);
        assertThat(page.status()).isIn(302, 400);
        assertThat(page.leadsTo()).isIn("/login", "");
        assertThat(page.body()).doesNotContain("in Lotus Dental");
    }

    @Test
    void a_part_of_a_page_has_the_whole_page_loaded_again_when_the_session_is_over() {
        var part = people.visitor().fragment("/messages/probe");
        assertThat(part.status()).isEqualTo(401);
        assertThat(part.header("HX-Refresh")).isEqualTo("true");
        assertThat(part.body()).isEmpty();
    }

    @Test
    void a_stream_ends_for_good_when_the_session_is_over() {
        var stream = people.visitor().get("/live/probe", "Accept", "text/event-stream");
        assertThat(stream.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, /settings/probe, 200",
        "ADMIN, /settings/probe, 200",
        "AGENT, /settings/probe, 404",
        "ADMIN, /settings/audit, 200",
        "AGENT, /settings/audit, 404",
        "ADMIN, /settings/api-keys, 200",
        "AGENT, /settings/api-keys, 404",
        "AGENT, /broadcasts/probe, 404",
        "OWNER, /messages/probe, 200",
        "ADMIN, /messages/probe, 200",
        "AGENT, /messages/probe, 200",
        "OWNER, /platform/probe, 404",
        "OWNER, /unlisted, 404",
        "OWNER, /api/v1/probe, 401",
        "OWNER, /actuator/env, 404"
    })
    void each_role_may_go_so_far(Role role, String path, int status) {
        assertThat(people.atWork(role).browser().page(path).status()).isEqualTo(status);
    }

    @Test
    void an_owner_may_all_that_an_admin_may_and_an_admin_all_that_an_agent_may() {
        assertThat(Role.OWNER.includes(Role.ADMIN)).isTrue();
        assertThat(Role.ADMIN.includes(Role.AGENT)).isTrue();
        assertThat(Role.AGENT.includes(Role.AGENT)).isTrue();
        assertThat(Role.AGENT.includes(Role.ADMIN)).isFalse();
        assertThat(Role.ADMIN.includes(Role.OWNER)).isFalse();
    }

    @Test
    void the_tenant_is_bound_when_an_answer_comes_later_or_goes_wrong() {
        var browser = people.atWork(Role.AGENT).browser();
        assertThat(browser.get("/messages/later").body())
                .isEqualTo("{\"tenant\":\"Lotus Dental\"}");
        var stream = browser.get("/live/probe", "Accept", "text/event-stream");
        assertThat(stream.status()).isEqualTo(200);
        var broken = browser.page("/messages/broken");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.body()).contains("Lotus Dental");
        var nowhere = browser.page("/messages/nowhere");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.body()).contains("Lotus Dental");
    }
}
