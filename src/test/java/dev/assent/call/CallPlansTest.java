package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.permission.HandMovedTime;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** What the dialog before a call tells, second by second. */
@PermissionTest
class CallPlansTest {

    /** Where the people are whom the scene makes up. */
    private static final ZoneId THERE = ZoneId.of("Asia/Kolkata");

    private static final Duration DAY = Duration.ofHours(24);

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;

    private Scene lotus;
    private Visitor agent;

    @BeforeEach
    void sign_in() {
        moods.calm();
        lotus = Scene.lotus(application);
        agent = People.in(application).hire(Role.AGENT, lotus.tenant).signIn().browser();
    }

    @Test
    void calls_left_are_told_and_when_the_next_becomes_free() {
        var meera = lotus.stranger("Meera");
        lotus.grant(meera, null);
        assertThat(dialog(meera)).contains("5 of 5").doesNotContain("The next call is free again");
        var first = time.instant();
        talked(meera);
        time.advance(Duration.ofHours(1));
        talked(meera);
        assertThat(dialog(meera))
                .contains("3 of 5", "The next call is free again", first.plus(DAY).toString());
        moveTo(first.plus(DAY).minusSeconds(1));
        assertThat(dialog(meera)).contains("3 of 5");
        time.advance(Duration.ofSeconds(1));
        assertThat(dialog(meera)).contains("4 of 5");
    }

    @Test
    void how_long_the_permission_lasts_is_told_to_its_last_second() {
        var meera = lotus.stranger("Meera");
        var end = time.instant().plus(Duration.ofDays(7));
        lotus.grant(meera, end);
        moveTo(end.minusSeconds(1));
        assertThat(dialog(meera)).contains("permission left", end.toString(), "call-now");
        time.advance(Duration.ofSeconds(1));
        assertThat(dialog(meera))
                .contains("The permission of Meera has ended.", "data-possible=\"false\"")
                .doesNotContain("permission left");
    }

    @Test
    void the_time_there_is_told_and_when_people_may_be_asleep() {
        var meera = lotus.stranger("Meera");
        assertLate(meera, LocalTime.of(20, 59, 59), false);
        assertLate(meera, LocalTime.of(21, 0), true);
        assertLate(meera, LocalTime.of(7, 59, 59), true);
        assertLate(meera, LocalTime.of(8, 0), false);
    }

    private void assertLate(Contact contact, LocalTime local, boolean late) {
        var now = time.instant().atZone(THERE);
        var then = now.with(local);
        moveTo((then.isAfter(now) ? then : then.plusDays(1)).toInstant());
        var dialog = dialog(contact);
        assertThat(dialog).contains("%tR</time> where".formatted(local));
        assertThat(dialog.contains("a time to sleep")).as(local.toString()).isEqualTo(late);
    }

    @Test
    void whom_one_may_ask_is_asked_from_here_and_for_whom_one_must_wait_the_time_is_told() {
        var meera = lotus.writer();
        assertThat(dialog(meera)).contains("call-ask").doesNotContain("You may ask again");
        lotus.ask(meera);
        var again = time.instant().plus(DAY);
        assertThat(dialog(meera))
                .contains("has not answered the request yet", "You may ask again in")
                .contains(again.toString())
                .doesNotContain("call-ask");
        moveTo(again);
        assertThat(dialog(meera)).contains("call-ask").doesNotContain("You may ask again");
    }

    /** The step leads to a dialog in which a template is what goes. */
    @Test
    void outside_the_service_window_the_step_leads_to_a_template() {
        lotus.approved("may_we_call", "en");
        var meera = lotus.writer();
        time.advance(DAY);
        var dialog = dialog(meera);
        var step = dialog.replaceFirst("(?s).*id=\"call-ask\" href=\"([^\"]+)\".*", "$1");
        assertThat(agent.fragment(step.replace("&amp;", "&")).body())
                .contains("may_we_call ·", "ask-send")
                .containsPattern("id=\"way-template\"[^>]*checked");
    }

    @Test
    void a_limit_names_its_time_and_nothing_else_to_do() {
        var meera = lotus.stranger("Meera");
        lotus.grant(meera, null);
        var first = time.instant();
        for (int call = 0; call < 5; call++) {
            talked(meera);
        }
        assertThat(dialog(meera))
                .contains("All 5 connected calls of the last 24 hours are used.")
                .contains("It is possible again in", first.plus(DAY).toString())
                .doesNotContain("call-ask", "call-otherwise");
    }

    @Test
    void what_is_wrong_with_the_number_is_for_administrators_to_mend() {
        var meera = lotus.stranger("Meera");
        lotus.grant(meera, null);
        lotus.in(() ->
                application
                        .getBean(JdbcClient.class)
                        .sql("update business_number set calling = false")
                        .update());
        assertThat(dialog(meera))
                .contains("Calling is off for this number.")
                .contains("An administrator of your business can change that.");
        agent = People.in(application).hire(Role.ADMIN, lotus.tenant).signIn().browser();
        assertThat(dialog(meera)).contains("href=\"/settings/calling\"");
    }

    private void moveTo(Instant moment) {
        time.advance(Duration.between(time.instant(), moment));
        await().until(() -> !time.instant().isBefore(moment));
    }

    /** A call of ours that lasted a minute. */
    private void talked(Contact contact) {
        var start = time.instant();
        time.advance(Duration.ofMinutes(1));
        lotus.hear(
                new Notice.CallTerminate(
                        Scene.wamid(),
                        Scene.person(contact),
                        time.instant(),
                        Notice.Direction.OUTGOING,
                        start,
                        time.instant(),
                        60,
                        false,
                        List.of(),
                        null));
    }

    private String dialog(Contact person) {
        var answer = agent.fragment("/calls/new?contact=" + person.id());
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
