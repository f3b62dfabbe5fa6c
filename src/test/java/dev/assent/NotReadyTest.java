package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.ApiKeys;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Tenant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.UUID;

/** A business whose schema cannot be brought up to date is told so kindly, and nobody else is. */
@AssentTest
class NotReadyTest {

    @Autowired ApplicationContext application;
    @Autowired ApiKeys keys;
    @Autowired JdbcClient jdbc;
    @Autowired @Control JdbcClient control;

    private final String key = "key-" + UUID.randomUUID();
    private Tenant lotus;
    private Visitor owner;

    @BeforeEach
    void a_business_whose_schema_is_behind_and_not_as_its_history_says() {
        var people = People.in(application);
        lotus = people.business("Lotus Dental");
        keys.ensure(lotus.id(), "test", key);
        owner = people.hire(Role.OWNER, lotus).signIn().browser();
        change("+", 1);
    }

    @AfterEach
    void mend() {
        change("-", 0);
    }

    @Test
    void a_person_reads_that_it_is_not_available_at_the_moment() {
        var page = owner.page("/contacts");
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.body())
                .contains("Not available at the moment", "Try again in a minute", "Error 503")
                .doesNotContain("Flyway", "Exception");
        var fragment = owner.fragment("/contacts");
        assertThat(fragment.status()).isEqualTo(503);
        assertThat(fragment.body()).contains("Not available at the moment");
        change("-", 0);
        assertThat(owner.page("/contacts").status()).isEqualTo(200);
        change("+", 1);
    }

    @Test
    void a_program_gets_a_problem_document() {
        var answer =
                People.in(application)
                        .visitor()
                        .get(
                                "/api/v1/call-permissions?number=1&contact=%2B919812345678",
                                "Authorization", "Bearer " + key);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .contains("\"status\":503", "Not available at the moment", "\"reference\"")
                .doesNotContain("Flyway");
    }

    private void change(String sign, int versionsBehind) {
        lotus.run(() ->
                jdbc.sql(
                                "update flyway_schema_history set checksum = checksum %s 1 where version = '1'"
                                        .formatted(sign))
                        .update());
        control.sql("update tenant set schema_version = ? where id = ?")
                .params(lotus.schemaVersion() - versionsBehind, lotus.id().value())
                .update();
    }
}
