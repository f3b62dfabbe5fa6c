package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.rules.RequestLife.Status;
import dev.assent.template.Template;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@PermissionTest
class AskPagesTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;

    private People people;
    private Scene lotus;
    private Visitor agent;

    @BeforeEach
    void sign_in() {
        moods.calm();
        people = People.in(application);
        lotus = Scene.lotus(application);
        agent = people.hire(Role.AGENT, lotus.tenant).signIn().browser();
    }

    @AfterEach
    void calm() {
        moods.calm();
    }

    @Test
    void inside_the_window_one_asks_in_ones_own_words() {
        var meera = lotus.writer();
        var form = agent.page(path(meera));
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.body())
                .contains("In your own words", "Possible until", "name=\"body\"")
                .contains("This is request", "1 of 1", "1 of 2");
        var answer = agent.post(path(meera), words("May we call about your crown?"));
        assertThat(answer.leadsTo()).isEqualTo("/contacts/" + meera.id());
        assertThat(lotus.requests(meera))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.freeForm()).isTrue();
                    assertThat(request.body()).isEqualTo("May we call about your crown?");
                    assertThat(request.askedBy()).isEqualTo("Asha Kulkarni");
                });
    }

    @Test
    void the_dialog_closes_when_the_person_is_asked() {
        var meera = lotus.writer();
        agent.page("/calling");
        var dialog = agent.fragment(path(meera));
        assertThat(dialog.body()).doesNotContain("<html").contains("id=\"ask\"");
        var answer = agent.post(path(meera), words("May we call?"), "HX-Request", "true");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("HX-Trigger")).contains("was asked");
        assertThat(lotus.requests(meera)).hasSize(1);
    }

    @Test
    void the_same_form_sent_twice_asks_once() {
        var meera = lotus.writer();
        agent.page(path(meera));
        var form = words("May we call?");
        assertThat(agent.post(path(meera), form).status()).isEqualTo(302);
        assertThat(agent.post(path(meera), form).status()).isEqualTo(302);
        assertThat(lotus.requests(meera)).hasSize(1);
    }

    @Test
    void a_draft_sends_nothing() {
        var meera = lotus.writer();
        agent.page(path(meera));
        var answer =
                agent.post(
                        path(meera) + "/draft", words("May we <b>call</b>?"), "HX-Request", "true");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("May we &lt;b&gt;call&lt;/b&gt;?")
                .doesNotContain("<b>call");
        assertThat(lotus.requests(meera)).isEmpty();
    }

    @Test
    void outside_the_window_only_a_template_goes() {
        lotus.approved("may_we_call", "en");
        var meera = lotus.writer();
        time.advance(Duration.ofHours(24));
        var form = agent.page(path(meera)).body();
        assertThat(form)
                .contains("has not written or called in the last 24 hours", "may_we_call · English")
                .contains("name=\"variable.first_name\"");
        var late = agent.post(path(meera), words("May we call?"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body())
                .contains(
                        "What you chose is not possible any more.", "may_we_call", "Send request");
        assertThat(lotus.requests(meera)).isEmpty();
    }

    @Test
    void a_template_that_was_paused_meanwhile_is_not_replaced_by_another() {
        lotus.approved("may_we_call", "en");
        var second = lotus.approved("another_one", "en");
        var meera = lotus.stranger("Meera");
        agent.page(path(meera));
        lotus.decide(second, "disable");
        await().until(() -> !lotus.template("another_one", "en").approved());
        var answer = agent.post(path(meera), byTemplate(second, "Meera"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("What you chose is not possible any more.");
        assertThat(lotus.requests(meera)).isEmpty();
    }

    @Test
    void a_template_goes_at_any_time_with_its_values_filled_in() {
        var template = lotus.approved("may_we_call", "en");
        var meera = lotus.stranger("Meera Raghunathan");
        var form = agent.page(path(meera)).body();
        assertThat(form).contains("value=\"Meera\"", "may we call you about your order?");
        var answer = agent.post(path(meera), byTemplate(template, "Meera"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        assertThat(lotus.requests(meera))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.template()).isEqualTo("may_we_call");
                    assertThat(request.status()).isIn(Status.SENT, Status.DELIVERED);
                    assertThat(request.body()).contains("Hi Meera, may we call you");
                });
    }

    @Test
    void a_value_left_out_is_asked_for() {
        var template = lotus.approved("may_we_call", "en");
        var meera = lotus.stranger("Meera");
        agent.page(path(meera));
        var answer = agent.post(path(meera), byTemplate(template, " "));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Fill this in.");
        assertThat(lotus.requests(meera)).isEmpty();
    }

    @Test
    void a_template_that_is_not_approved_is_not_offered_and_not_sent() {
        var pending = lotus.submitted("not_yet", "en");
        var meera = lotus.stranger("Meera");
        assertThat(agent.page(path(meera)).body())
                .contains("You have none for this number yet.", "/calling/templates")
                .doesNotContain("not_yet");
        var answer = agent.post(path(meera), byTemplate(pending, "Meera"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(lotus.requests(meera)).isEmpty();
    }

    @Test
    void a_template_that_needs_a_picture_is_not_offered_but_named() {
        var picture = lotus.withPicture("look_and_allow");
        var meera = lotus.stranger("Meera");
        assertThat(agent.page(path(meera)).body())
                .contains("There is none that can be sent from here.")
                .contains("belongs to it: look_and_allow.")
                .doesNotContain("look_and_allow ·", "ask-send");
        var words = lotus.approved("may_we_call", "en");
        assertThat(agent.page(path(meera)).body())
                .contains("may_we_call ·", "belongs to it: look_and_allow.", "ask-send")
                .doesNotContain("look_and_allow ·");
        var answer = agent.post(path(meera), byTemplate(picture, "Meera"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("What you chose is not possible any more.");
        assertThat(lotus.requests(meera)).isEmpty();
        assertThat(agent.post(path(meera), byTemplate(words, "Meera")).status()).isEqualTo(302);
    }

    @Test
    void the_page_of_a_template_that_needs_a_picture_says_that_it_cannot_be_sent() {
        var picture = lotus.withPicture("look_and_allow");
        assertThat(agent.page("/calling/templates/" + picture.id()).body())
                .contains("Approved", "It can’t be sent from here.");
        var words = lotus.approved("may_we_call", "en");
        assertThat(agent.page("/calling/templates/" + words.id()).body())
                .doesNotContain("It can’t be sent from here.");
    }

    @Test
    void words_have_at_most_1024_characters() {
        var meera = lotus.writer();
        agent.page(path(meera));
        var answer = agent.post(path(meera), words("x".repeat(1_025)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Write at most 1,024 characters.");
        assertThat(lotus.requests(meera)).isEmpty();
        assertThat(agent.post(path(meera), words("x".repeat(1_024))).status()).isEqualTo(302);
        assertThat(lotus.requests(meera)).hasSize(1);
    }

    @Test
    void an_emoji_is_one_character() {
        var meera = lotus.writer();
        agent.page(path(meera));
        var answer = agent.post(path(meera), words("🦷".repeat(1_025)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Write at most 1,024 characters.");
        assertThat(agent.post(path(meera), words("🦷".repeat(1_024))).status()).isEqualTo(302);
        assertThat(lotus.requests(meera))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).isEqualTo("🦷".repeat(1_024)));
    }

    @Test
    void what_the_rules_forbid_is_told_with_its_time_and_nothing_is_sent() {
        var meera = lotus.writer();
        lotus.ask(meera);
        var form = agent.page(path(meera));
        assertThat(form.body())
                .contains("can’t be asked", "WhatsApp allows 1 request to one person in 24 hours")
                .contains(time.instant().plus(Duration.ofHours(24)).toString())
                .doesNotContain("id=\"ask-send\"");
        var answer = agent.post(path(meera), words("Once more?"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(lotus.requests(meera)).hasSize(1);
    }

    @Test
    void metas_refusal_is_told_and_another_try_is_another_attempt() {
        var meera = lotus.writer();
        agent.page(path(meera));
        moods.fail("ERROR", 131_049, "messages", 1, false);
        var form = words("May we call?");
        var answer = agent.post(path(meera), form);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body())
                .contains("WhatsApp refused it; nothing was sent.", "May we call?")
                .doesNotContain("value=\"%s\"".formatted(form.get("attempt")));
        assertThat(lotus.requests(meera).getFirst().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void whoever_never_saw_the_refusal_asks_by_the_same_form() {
        var meera = lotus.writer();
        agent.page(path(meera));
        moods.fail("ERROR", 131_049, "messages", 1, false);
        var form = words("May we call?");
        assertThat(agent.post(path(meera), form).status()).isEqualTo(502);
        moods.calm();
        assertThat(agent.post(path(meera), form).status()).isEqualTo(302);
        assertThat(lotus.requests(meera))
                .hasSize(2)
                .filteredOn(request -> request.status() == Status.FAILED)
                .hasSize(1);
    }

    @Test
    void no_answer_is_told_as_what_it_is() {
        var meera = lotus.writer();
        agent.page(path(meera));
        moods.fail("SERVER_ERROR", 0, "messages", 1, false);
        var answer = agent.post(path(meera), words("May we call?"));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .contains("WhatsApp did not confirm it.")
                .doesNotContain("id=\"ask-send\"");
        assertThat(lotus.requests(meera).getFirst().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void somebody_of_another_business_can_not_be_asked() {
        var meera = lotus.writer();
        var theirs = people.hire(Role.OWNER, Scene.lotus(application).tenant).signIn().browser();
        theirs.page("/calling");
        assertThat(theirs.page(path(meera)).status()).isEqualTo(404);
        assertThat(theirs.post(path(meera), words("Hello")).status()).isEqualTo(404);
        assertThat(theirs.post(path(meera) + "/draft", words("Hello")).status()).isEqualTo(404);
        assertThat(lotus.requests(meera)).isEmpty();
    }

    @Test
    void a_number_of_another_business_is_not_asked_with() {
        var meera = lotus.writer();
        var harbor = Scene.lotus(application);
        agent.page(path(meera));
        var form = words("May we call?");
        form.put("number", harbor.number.id().toString());
        assertThat(agent.post(path(meera), form).status()).isEqualTo(409);
        assertThat(lotus.requests(meera)).isEmpty();
        assertThat(agent.page(path(meera) + "?number=" + harbor.number.id()).body())
                .contains(lotus.number.name())
                .doesNotContain(harbor.number.id().toString());
    }

    @Test
    void nobody_is_not_there() {
        agent.page("/calling");
        for (var id : List.of(Id.fresh().toString(), "nonsense")) {
            var path = "/contacts/%s/permission-request".formatted(id);
            assertThat(agent.page(path).status()).isEqualTo(404);
            assertThat(agent.post(path, words("Hello")).status()).isEqualTo(404);
        }
    }

    @Test
    void whom_to_ask_is_searched_for() {
        lotus.stranger("Meera Raghunathan");
        lotus.stranger("Jonas");
        assertThat(agent.page("/calling/requests/new").body()).contains("Meera", "Jonas");
        assertThat(agent.fragment("/calling/requests/new?q=jon").body())
                .contains("Jonas")
                .doesNotContain("Meera", "<html");
        assertThat(agent.fragment("/calling/requests/new?q=nobody").status()).isEqualTo(200);
    }

    private Map<String, String> words(String body) {
        var fields = new HashMap<String, String>();
        fields.put("attempt", Id.fresh().toString());
        fields.put("number", lotus.number.id().toString());
        fields.put("way", "FREE_FORM");
        fields.put("body", body);
        return fields;
    }

    private Map<String, String> byTemplate(Template template, String firstName) {
        return Map.of(
                "attempt", Id.fresh().toString(),
                "number", lotus.number.id().toString(),
                "way", "TEMPLATE",
                "template", template.id().toString(),
                "variable.first_name", firstName);
    }

    private static String path(Contact contact) {
        return "/contacts/%s/permission-request".formatted(contact.id());
    }
}
