package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Map;
import java.util.regex.Pattern;

@AccessTest
class ApiKeysTest {

    private static final Pattern KEY = Pattern.compile("value=\"(assent_[\\w-]{43})\"");
    private static final Pattern ID = Pattern.compile("api-keys/(\\w+)/revocation");

    @Autowired People people;
    @Autowired ApiKeys keys;
    @Autowired @Control JdbcClient control;

    @Test
    void a_key_is_shown_once_and_opens_the_api_for_its_business() {
        var admin = people.atWork(Role.ADMIN).browser();
        var made = make(admin, "CRM <1>");
        assertThat(made.status()).isEqualTo(201);
        var key = key(made);
        assertThat(admin.page("/settings/api-keys").body())
                .contains("CRM &lt;1&gt;", "Never")
                .doesNotContain(key);
        assertThat(call(key).body()).isEqualTo("a system in Lotus Dental");
        assertThat(admin.page("/settings/api-keys").body()).doesNotContain("Never");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "Bearer assent_nonsense", "Basic YTpi", "assent_x"})
    void without_a_key_the_api_answers_with_a_problem_document(String authorization) {
        var answer = people.visitor().get("/api/v1/probe", "Authorization", authorization);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.body()).contains("\"status\":401", "\"detail\":");
        assertThat(answer.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void a_revoked_key_opens_nothing() {
        var admin = people.atWork(Role.ADMIN).browser();
        var key = key(make(admin, "CRM"));
        assertThat(call(key).status()).isEqualTo(200);
        assertThat(
                        admin.post("/settings/api-keys/" + id(admin) + "/revocation", Map.of())
                                .leadsTo())
                .isEqualTo("/settings/api-keys");
        assertThat(call(key).status()).isEqualTo(401);
    }

    @Test
    void nobody_revokes_the_key_of_another_business() {
        var admin = people.atWork(Role.ADMIN).browser();
        var key = key(make(admin, "CRM"));
        var id = id(admin);
        var other = people.atWork(Role.OWNER).browser();
        other.page("/settings/api-keys");
        assertThat(other.post("/settings/api-keys/" + id + "/revocation", Map.of()).status())
                .isEqualTo(404);
        assertThat(call(key).status()).isEqualTo(200);
    }

    @Test
    void the_database_holds_no_key() {
        var key = key(make(people.atWork(Role.ADMIN).browser(), "CRM"));
        assertThat(
                        control.sql("select count(*) from api_key where hash = ?")
                                .param(key.getBytes())
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void a_key_needs_a_name() {
        var refused = make(people.atWork(Role.ADMIN).browser(), " ");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Name the system");
    }

    @Test
    void a_known_key_is_given_to_a_business_once_however_often_that_is_asked() {
        var lotus = people.business("Lotus Dental");
        var text = "demo-key-" + Id.fresh();
        keys.ensure(lotus.id(), "Demo", text);
        keys.ensure(lotus.id(), "Demo", text);
        assertThat(lotus.call(keys::all)).hasSize(1);
        assertThat(call(text).body()).isEqualTo("a system in Lotus Dental");
        var again = people.business("Lotus again");
        keys.ensure(again.id(), "Demo", text);
        assertThat(call(text).body()).isEqualTo("a system in Lotus again");
    }

    private Visitor.Answer call(String key) {
        return people.visitor().get("/api/v1/probe", "Authorization", "Bearer " + key);
    }

    private static Visitor.Answer make(Visitor browser, String name) {
        browser.page("/settings/api-keys");
        return browser.post("/settings/api-keys", Map.of("name", name));
    }

    private static String key(Visitor.Answer made) {
        var key = KEY.matcher(made.body());
        assertThat(key.find()).as(made.body()).isTrue();
        return key.group(1);
    }

    private static String id(Visitor browser) {
        var id = ID.matcher(browser.page("/settings/api-keys").body());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }
}
