package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentTest;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.util.Map;

/** What one sees before a call: the button and the dialog. */
@AssentTest
class BeforeCallTest {

    @Autowired ApplicationContext application;

    private Scene lotus;
    private Visitor agent;

    @BeforeEach
    void sign_in() {
        lotus = Scene.lotus(application);
        agent = People.in(application).hire(Role.AGENT, lotus.tenant).signIn().browser();
    }

    @Test
    void the_button_tells_by_word_shape_and_colour() {
        assertThat(icon(lotus.stranger())).contains("tone-idle", "#phone\"", "Not requested");
        var pending = lotus.writer();
        lotus.ask(pending);
        assertThat(icon(pending)).contains("tone-wait", "#hourglass\"", "Pending");
        lotus.phone(pending, "reply", Map.of("choice", "decline"));
        await().untilAsserted(() ->
                assertThat(icon(pending)).contains("tone-stop", "#phone-x\"", "Declined"));
        assertThat(dialog(pending)).containsPattern("class=\"alert-box tone-stop\"");
        assertThat(icon(callable())).contains("call-icon-go", "#phone-check\"", "granted for good");
    }

    @Test
    void a_grant_for_a_time_shows_what_is_left_of_it() {
        var meera = lotus.writer();
        lotus.ask(meera);
        lotus.phone(meera, "reply", Map.of("choice", "allow"));
        await().until(() -> lotus.sheet(meera).mayCall().allowed());
        assertThat(icon(meera))
                .contains("call-icon-go", "data-until")
                .containsPattern("6 d 23 h|7 d");
        assertThat(dialog(meera))
                .contains("data-possible=\"true\"", "5 of 5", "call-now")
                .contains("live:contact-" + meera.id(), "data-zone=\"Asia/")
                .doesNotContain("call-confirmed", "call-refused");
    }

    @Test
    void who_was_never_asked_can_be_asked_from_here() {
        var stranger = lotus.stranger("Meera Raghunathan");
        assertThat(dialog(stranger))
                .contains("Call Meera?", "data-possible=\"false\"")
                .contains("Meera has not been asked for permission.")
                .contains("/contacts/%s/permission-request".formatted(stranger.id()));
    }

    @Test
    void what_one_more_unanswered_call_causes_is_told_in_time() {
        var meera = callable();
        for (var calls = 1; calls <= 3; calls++) {
            leaveUnanswered(meera, calls);
            var dialog = dialog(meera);
            assertThat(dialog).contains("data-possible=\"true\"");
            assertThat(dialog.contains("has suggested to")).isEqualTo(calls == 2);
            assertThat(dialog.contains("call-confirmed")).isEqualTo(calls == 3);
        }
        assertThat(dialog(meera)).contains("WhatsApp withdraws the permission", "required");
    }

    @Test
    void somebody_in_a_call_is_not_called_again() {
        var meera = callable();
        lotus.phone(meera, "ring", Map.of());
        await().untilAsserted(() -> assertThat(icon(meera)).contains("tone-info", "In a call"));
        assertThat(dialog(meera)).contains("data-possible=\"false\"", "is in progress");
        lotus.phone(meera, "reject", Map.of());
    }

    @Test
    void a_number_that_may_not_call_says_so() {
        var maple = Scene.maple(application);
        var visitor = People.in(application).hire(Role.AGENT, maple.tenant).signIn().browser();
        var person = maple.stranger();
        assertThat(visitor.fragment("/calls/new?contact=" + person.id()).body())
                .contains("data-possible=\"false\"")
                .contains("WhatsApp allows no business calls from numbers in the United States.");
    }

    @Test
    void of_several_numbers_the_one_that_may_call_is_chosen_and_offered() {
        var meera = callable();
        var other = lotus.anotherNumber();
        assertThat(dialog(meera))
                .contains("data-possible=\"true\"", "call-from-" + other.id())
                .doesNotContain("call-otherwise");
        assertThat(
                        body(
                                "/calls/new/verdict?contact=%s&number=%s"
                                        .formatted(meera.id(), other.id())))
                .contains("data-possible=\"false\"", "has not been asked for permission")
                .contains("call-otherwise", "number=" + lotus.number.id());
    }

    @Test
    void people_of_others_are_not_there() {
        var foreign = Scene.lotus(application).stranger();
        for (var path : new String[] {"/calls/new", "/calls/new/verdict", "/calls/icon"}) {
            assertThat(agent.page(path + "?contact=" + foreign.id()).status()).isEqualTo(404);
            assertThat(agent.page(path + "?contact=" + Id.fresh()).status()).isEqualTo(404);
        }
    }

    private void leaveUnanswered(Contact person, int row) {
        lotus.phone(person, "ring", Map.of());
        lotus.phone(person, "reject", Map.of());
        await().until(() -> lotus.sheet(person).position().unansweredRow().size() == row);
    }

    private Contact callable() {
        var person = lotus.writer();
        lotus.allow(person);
        // Of one second, the calls come before the grants: these shall come after.
        var granted = lotus.now();
        await().until(() -> lotus.now().isAfter(granted));
        return person;
    }

    private String icon(Contact person) {
        return body("/calls/icon?contact=" + person.id());
    }

    private String dialog(Contact person) {
        return body("/calls/new?contact=" + person.id());
    }

    private String body(String path) {
        var answer = agent.fragment(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }
}
