package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.access.ApiKeys;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.Label;
import dev.assent.rules.Standing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A grant is over at its minute wherever it is shown, though no webhook tells it. */
@PermissionTest
class EndsTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;
    @Autowired ApiKeys keys;

    private Scene lotus;
    private Contact contact;
    private Visitor agent;
    private String key;
    private Instant end;

    @BeforeEach
    void somebody_allowed_it_for_two_days() {
        moods.calm();
        lotus = Scene.lotus(application);
        key = "key-" + UUID.randomUUID();
        keys.ensure(lotus.tenant.id(), "test", key);
        agent = People.in(application).hire(Role.AGENT, lotus.tenant).signIn().browser();
        contact = lotus.stranger();
        end = time.instant().plus(Duration.ofDays(2));
        lotus.grant(contact, end);
    }

    @Test
    void the_verdict_is_turned_at_the_second() {
        time.moveTo(end.minusSeconds(1));
        assertThat(lotus.sheet(contact).mayCall().allowed()).isTrue();
        time.moveTo(end);
        assertThat(lotus.sheet(contact).mayCall().allowed()).isFalse();
        assertThat(lotus.sheet(contact).position().standing())
                .isInstanceOfSatisfying(
                        Standing.Expired.class,
                        expired -> assertThat(expired.since()).isEqualTo(end));
    }

    @Test
    void the_row_is_turned_at_the_second() {
        var row = "/calling/rows/" + contact.id();
        time.moveTo(end.minusSeconds(1));
        assertThat(agent.fragment(row).body())
                .contains("row-go", "Granted")
                .doesNotContain("Expired");
        time.moveTo(end);
        assertThat(agent.fragment(row).body())
                .contains("Expired", "Why can’t I call?")
                .doesNotContain("row-go", "Granted");
    }

    @Test
    void lists_and_their_filters_are_turned_at_the_second() {
        time.moveTo(end.minusSeconds(1));
        assertThat(agent.fragment("/calling?status=granted").body()).contains(row());
        time.moveTo(end);
        assertThat(agent.fragment("/calling?status=granted").body()).doesNotContain(row());
        assertThat(agent.fragment("/calling?status=expired").body()).contains(row(), "Expired");
        assertThat(agent.fragment("/contacts?status=expired").body())
                .contains(contact.id().toString());
    }

    @Test
    void a_day_before_its_end_the_row_offers_to_ask() {
        assertThat(agent.fragment("/calling/rows/" + contact.id()).body())
                .contains(end.minus(Duration.ofHours(24)).toString())
                .doesNotContain(">Ask<");
        time.moveTo(end.minus(Duration.ofHours(24)));
        assertThat(agent.fragment("/calling/rows/" + contact.id()).body())
                .contains(">Ask<", end.toString());
    }

    @Test
    void the_api_is_turned_at_the_second() {
        time.moveTo(end.minusSeconds(1));
        assertThat(api()).contains("\"status\":\"granted\"");
        time.moveTo(end);
        assertThat(api()).contains("\"status\":\"expired\"").contains("NO_PERMISSION");
    }

    @Test
    void the_alarm_writes_it_down_without_anybody_looking() {
        time.moveTo(end);
        await().until(() ->
                lotus.in(() ->
                        application
                                .getBean(Contacts.class)
                                .find(contact.id())
                                .orElseThrow()
                                .label())
                        == Label.EXPIRED);
    }

    private String row() {
        return "contact-" + contact.id();
    }

    private String api() {
        return agent.get(
                        "/api/v1/call-permissions?number=%s&contact=%%2B%s"
                                .formatted(lotus.number.phoneNumberId(), contact.phone().digits()),
                        "Authorization",
                        "Bearer " + key)
                .body();
    }
}
