package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.rules.RequestLife.Status;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a person's page, and the panel of reasons, show. */
@PermissionTest
class PersonPartsTest {

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
    void without_a_permission_the_panel_offers_to_ask() {
        var meera = lotus.stranger("Meera Raghunathan");
        var panel = agent.fragment(why(meera, "call"));
        assertThat(panel.status()).isEqualTo(200);
        assertThat(panel.body())
                .contains(
                        "Meera can’t be called",
                        "/contacts/%s/permission-request".formatted(meera.id()))
                .doesNotContain("<html");
        assertThat(agent.page(why(meera, "call")).body()).contains("<title>");
    }

    @Test
    void whose_request_came_to_nothing_is_not_said_to_have_never_been_asked() {
        var meera = lotus.writer();
        var name = new Wording(lotus.sheet(meera)).who();
        assertThat(agent.fragment(why(meera, "call")).body())
                .contains(name + " has not been asked for permission.");
        moods.fail("ERROR", 131_049, "messages", 1, false);
        lotus.ask(meera);
        assertThat(agent.fragment(why(meera, "call")).body())
                .contains("The last request did not reach %s.".formatted(name))
                .doesNotContain("has not been asked");
        lotus.ask(meera);
        time.advance(Duration.ofDays(7));
        assertThat(agent.fragment(why(meera, "call")).body())
                .contains(name + " did not answer the last request.")
                .doesNotContain("has not been asked");
    }

    @Test
    void a_used_limit_names_what_was_counted_and_when_it_clears() {
        var meera = lotus.stranger("Meera Raghunathan");
        lotus.grant(meera, null);
        var first = time.instant();
        for (int call = 0; call < 5; call++) {
            connected(meera, time.instant(), 190);
            time.advance(Duration.ofMinutes(10));
        }
        var panel = agent.fragment(why(meera, "call")).body();
        assertThat(panel)
                .contains("5 connected calls", "3 min 10 s")
                .contains(first.plus(Duration.ofHours(24)).toString());
        assertThat(panel.split("3 min 10 s", -1)).hasSize(6);
        time.moveTo(first.plus(Duration.ofHours(24)));
        assertThat(agent.fragment(why(meera, "call")).body())
                .contains("Nothing stands in the way any more.");
    }

    @Test
    void why_one_can_not_ask_names_who_asked_and_when() {
        var meera = lotus.writer();
        lotus.ask(meera);
        assertThat(agent.fragment(why(meera, "ask")).body())
                .contains("can’t be asked", "Asha")
                .contains(time.instant().plus(Duration.ofHours(24)).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"about=nonsense", "about=", "number="})
    void a_question_nobody_asked_is_the_one_about_calls(String query) {
        var meera = lotus.stranger("Meera");
        assertThat(agent.fragment("/calling/%s/why?%s".formatted(meera.id(), query)).body())
                .contains("can’t be called");
    }

    @Test
    void the_panel_of_nobody_is_not_there() {
        var meera = lotus.stranger("Meera");
        assertThat(agent.fragment("/calling/%s/why".formatted(Id.fresh())).status()).isEqualTo(404);
        assertThat(agent.fragment("/calling/nonsense/why").status()).isEqualTo(404);
        assertThat(
                        agent.fragment(
                                        "/calling/%s/why?number=%s"
                                                .formatted(meera.id(), Id.fresh()))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void the_card_says_where_we_stand_and_what_is_left() {
        var meera = lotus.stranger("Meera");
        assertThat(card(meera)).contains("Not requested", "Ask for permission");
        var end = time.instant().plus(Duration.ofDays(3));
        lotus.grant(meera, end);
        assertThat(card(meera)).contains("Granted", end.toString());
        unanswered(meera, 3);
        assertThat(card(meera)).contains("The next one ends the permission.");
        unanswered(meera, 1);
        assertThat(card(meera)).contains("Revoked").doesNotContain("May be called");
    }

    @Test
    void who_allowed_it_by_calling_was_not_asked_so_nobody_asks_again() {
        var meera = lotus.writer();
        var end = time.instant().plus(Duration.ofDays(2));
        lotus.hear(
                new Notice.PermissionReply(
                        Scene.wamid(),
                        Scene.person(meera),
                        time.instant(),
                        true,
                        false,
                        end,
                        true,
                        null));
        assertThat(card(meera)).contains("Ask for permission").doesNotContain("Ask again");
        time.moveTo(end.minus(Duration.ofHours(24)));
        assertThat(row(meera)).contains(">Ask<").doesNotContain("Ask again");
        time.moveTo(end);
        assertThat(card(meera)).contains("Expired", "Ask for permission");
        assertThat(row(meera)).contains("Expired", ">Ask<").doesNotContain("Ask again");
    }

    @Test
    void whoever_a_request_went_out_to_is_asked_again() {
        var meera = lotus.writer();
        moods.fail("ERROR", 131026, "messages", 1, false);
        lotus.ask(meera);
        assertThat(card(meera)).doesNotContain("Ask again");
        var jonas = lotus.writer();
        lotus.ask(jonas);
        time.advance(Duration.ofHours(24));
        assertThat(card(jonas)).contains("Pending", "Ask again");
        time.advance(Duration.ofDays(7));
        assertThat(card(jonas)).contains("Not requested", "Ask again");
        assertThat(row(jonas)).contains(">Ask again<");
    }

    @Test
    void the_timeline_tells_it_in_sentences_the_latest_first() {
        var meera = lotus.writer();
        assertThat(timeline(meera)).contains("Nothing has happened yet.").doesNotContain("<ol");
        time.advance(Duration.ofMinutes(5));
        lotus.ask(meera);
        time.advance(Duration.ofMinutes(5));
        lotus.phone(meera, "reply", Map.of("choice", "allow"));
        await().until(() -> lotus.requests(meera).getFirst().status() == Status.ACCEPTED);
        time.advance(Duration.ofMinutes(5));
        connected(meera, time.instant(), 60);
        var told = timeline(meera);
        assertThat(told).contains("Asha", "1 min");
        assertThat(told.indexOf("1 min")).isLessThan(told.indexOf("Asha"));
    }

    @Test
    void a_long_timeline_shows_its_older_part_when_asked_for() {
        var meera = lotus.stranger("Meera");
        lotus.grant(meera, null);
        IntStream.range(0, 70)
                .forEach(_ -> {
                    time.advance(Duration.ofHours(1));
                    connected(meera, time.instant(), 60);
                });
        assertThat(timeline(meera)).contains(" older", "all=true");
        var all = agent.fragment("/contacts/%s/timeline?all=true".formatted(meera.id()));
        assertThat(all.body()).doesNotContain("all=true");
        assertThat(all.body().length()).isGreaterThan(timeline(meera).length());
    }

    @Test
    void a_comparison_that_agrees_says_so() {
        var meera = lotus.writer();
        agent.page("/contacts/" + meera.id());
        var answer = compare(meera, lotus.number.id());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("HX-Trigger")).contains("WhatsApp counts the same.");
        assertThat(answer.body()).contains("<section", "Compare with WhatsApp");
    }

    @Test
    void a_comparison_that_differs_shows_both_counts_side_by_side() {
        var meera = lotus.writer();
        lotus.grant(meera, null);
        agent.page("/contacts/" + meera.id());
        var answer = compare(meera, lotus.number.id());
        assertThat(answer.header("HX-Trigger")).contains("WhatsApp counts differently");
        assertThat(answer.body()).contains("class=\"drift\"", "Permission");
    }

    @Test
    void a_comparison_without_an_answer_says_so_and_changes_nothing() {
        var meera = lotus.writer();
        agent.page("/contacts/" + meera.id());
        moods.fail("SERVER_ERROR", 0, "call_permissions", 1, false);
        var answer = compare(meera, lotus.number.id());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("HX-Trigger")).contains("WhatsApp did not answer.");
    }

    @Test
    void metas_refusal_to_compare_is_told_in_words() {
        var meera = lotus.writer();
        agent.page("/contacts/" + meera.id());
        moods.fail("ERROR", 190, "call_permissions", 1, false);
        assertThat(compare(meera, lotus.number.id()).header("HX-Trigger"))
                .contains("token")
                .doesNotContain("trouble.");
    }

    @Test
    void without_script_a_comparison_leads_back_to_the_person() {
        var meera = lotus.writer();
        agent.page("/contacts/" + meera.id());
        var answer =
                agent.post(
                        "/contacts/%s/permission/reading".formatted(meera.id()),
                        Map.of("number", lotus.number.id().toString()));
        assertThat(answer.leadsTo()).isEqualTo("/contacts/" + meera.id());
        assertThat(agent.page(answer.leadsTo()).body()).contains("WhatsApp counts the same.");
    }

    @Test
    void nobody_compares_across_businesses() {
        var meera = lotus.writer();
        var harbor = Scene.lotus(application);
        var jonas = harbor.writer();
        agent.page("/calling");
        assertThat(compare(jonas, lotus.number.id()).status()).isEqualTo(404);
        assertThat(compare(meera, harbor.number.id()).status()).isEqualTo(404);
        assertThat(compare(meera, Id.fresh()).status()).isEqualTo(404);
    }

    private Visitor.Answer compare(Contact contact, Id number) {
        return agent.post(
                "/contacts/%s/permission/reading".formatted(contact.id()),
                Map.of("number", number.toString()),
                "HX-Request",
                "true");
    }

    private String card(Contact contact) {
        var answer = agent.fragment("/contacts/%s/permission".formatted(contact.id()));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private String row(Contact contact) {
        var answer = agent.fragment("/calling/rows/%s".formatted(contact.id()));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private String timeline(Contact contact) {
        var answer = agent.fragment("/contacts/%s/timeline".formatted(contact.id()));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static String why(Contact contact, String about) {
        return "/calling/%s/why?about=%s".formatted(contact.id(), about);
    }

    private void connected(Contact contact, Instant at, int seconds) {
        lotus.hear(terminate(contact, at, at.plusSeconds(seconds), seconds));
    }

    private void unanswered(Contact contact, int times) {
        for (int time = 0; time < times; time++) {
            this.time.advance(Duration.ofMinutes(1));
            lotus.hear(terminate(contact, null, this.time.instant(), null));
        }
    }

    private static Notice terminate(Contact contact, Instant start, Instant end, Integer seconds) {
        return new Notice.CallTerminate(
                "wacid." + Id.fresh(),
                Scene.person(contact),
                end,
                Notice.Direction.OUTGOING,
                start,
                seconds == null ? null : end,
                seconds,
                false,
                List.of(),
                null);
    }
}
