package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.tenancy.Tenant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;
import java.util.Map;

@AccessTest
class AuditTest {

    @Autowired People people;
    @Autowired Audit audit;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;

    private Tenant lotus;

    @BeforeEach
    void aBusiness() {
        lotus = people.business("Lotus Dental");
    }

    @Test
    void coming_going_and_keys_are_noted_without_secrets() {
        var admin = people.hire(Role.ADMIN, lotus).signIn();
        admin.browser().page("/settings/api-keys");
        var made = admin.browser().post("/settings/api-keys", Map.of("name", "CRM"));
        admin.browser().post("/logout", Map.of());
        assertThat(notes())
                .containsExactly(
                        "Asha Kulkarni (%s) signed in ".formatted(admin.mail()),
                        "Asha Kulkarni (%s) made an API key CRM".formatted(admin.mail()),
                        "Asha Kulkarni (%s) signed out ".formatted(admin.mail()));
        assertThat(made.body()).contains("assent_");
        assertThat(String.join(" ", notes())).doesNotContain("assent_");
    }

    @Test
    void a_note_belongs_to_the_transaction_of_what_it_tells() {
        assertThatThrownBy(() ->
                        lotus.run(() ->
                                transactions.executeWithoutResult(status -> {
                                    audit.note("changed the call hours", "");
                                    throw new IllegalStateException("no");
                                })))
                .isInstanceOf(IllegalStateException.class);
        assertThat(notes()).isEmpty();
    }

    @Test
    void what_is_done_without_anybody_is_done_by_assent() {
        lotus.run(() -> audit.note("forgot old notes", "x".repeat(500)));
        assertThat(notes()).containsExactly("Assent forgot old notes " + "x".repeat(399) + "…");
    }

    @Test
    void the_trail_is_read_page_by_page_the_latest_first() {
        var owner = people.hire(Role.OWNER, lotus).signIn();
        lotus.run(() -> {
            for (int number = 1; number <= 30; number++) {
                audit.note("did something", "number " + number + ".");
            }
        });
        assertThat(owner.browser().page("/settings/audit").body())
                .contains("number 30.", "number 6.")
                .doesNotContain("number 5.", "signed in");
        assertThat(owner.browser().page("/settings/audit?page=2").body())
                .contains("number 5.", "signed in")
                .doesNotContain("number 6.");
        assertThat(owner.browser().fragment("/settings/audit?page=2").body())
                .contains("number 5.")
                .doesNotContain("<html");
    }

    @Test
    void nobody_reads_the_trail_of_another_business() {
        lotus.run(() -> audit.note("did something", "private"));
        assertThat(people.atWork(Role.OWNER).browser().page("/settings/audit").body())
                .doesNotContain("private");
    }

    private List<String> notes() {
        return lotus.call(() ->
                jdbc.sql("select concat_ws(' ', who, what, about) from audit order by id")
                        .query(String.class)
                        .list());
    }
}
