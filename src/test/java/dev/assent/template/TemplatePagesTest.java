package dev.assent.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentTest;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.CreatedTemplate;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.TemplateDraft;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

@AssentTest
class TemplatePagesTest {

    @Autowired ApplicationContext application;
    @Autowired Templates templates;
    @Autowired Graph graph;
    @Autowired JdbcClient jdbc;

    People people;
    Scene lotus;
    Visitor admin;

    @BeforeEach
    void sign_in() {
        people = People.in(application);
        lotus = Scene.lotus(application);
        admin = people.hire(Role.ADMIN, lotus.tenant).signIn().browser();
    }

    @Test
    void a_template_is_submitted_and_its_approval_arrives_by_itself() {
        assertThat(submit(form("ask_about_order")).leadsTo()).isEqualTo("/calling/templates");
        var page = admin.page("/calling/templates").body();
        assertThat(page).contains("ask_about_order", "is with WhatsApp for review", "In review");
        decide("ask_about_order", "approve", Map.of());
        await().until(() -> template("ask_about_order").approved());
        assertThat(admin.fragment("/calling/templates").body())
                .startsWith("<section")
                .contains("ask_about_order", "Approved");
        assertThat(audited()).contains("submitted a template: ask_about_order (en)");
    }

    @Test
    void a_rejection_tells_why_and_what_to_do_next() {
        submit(form("win_a_prize"));
        decide("win_a_prize", "reject", Map.of("reason", "SCAM"));
        await().until(() -> template("win_a_prize").decision().status() == Status.REJECTED);
        assertThat(admin.page("/calling/templates").body())
                .contains("Rejected", "It resembles messages people were cheated with.");
        assertThat(admin.page(path("win_a_prize")).body()).contains("WhatsApp rejected it.");
    }

    @ParameterizedTest
    @CsvSource({
        "name, 'Ünfit!', 'Give it a name of lower-case letters, digits and underscores.'",
        "name, '', 'Give it a name of lower-case letters, digits and underscores.'",
        "language, 'klingon', 'Choose the language of the text.'",
        "category, 'AUTHENTICATION', 'Choose one.'",
        "body, '', 'Write why you want to call.'",
        "body, 'Hi {{first_name}}', 'no variable at the very beginning or end'",
        "body, '{{first_name}}, may we call?', 'no variable at the very beginning or end'",
        "body, 'Hi {{First Name}}, may we call?', 'Write a variable as {{first_name}}'",
        "body, 'Hi {{first_name}, may we call?', 'Write a variable as {{first_name}}'",
        "body, 'Hi {{first_name}} and {{1}}, may we call?', 'but not both in one template'",
        "body, 'Hi {{order}}, may we call?', 'Give an example for each variable'",
        "header, 'About {{1}} and {{2}} now', 'one variable only'",
        "footer, 'By {{business}}', 'A footer can have no variables.'",
        "account, '123', 'Choose the numbers that will send it.'"
    })
    void what_meta_would_not_take_is_said_before_she_is_asked(
            String field, String value, String word) {
        var form = form("ask_about_order");
        form.put(field, value);
        var answer = submit(form);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(word);
        assertThat(all()).noneMatch(template -> template.name().equals("ask_about_order"));
    }

    @Test
    void lengths_are_right_up_to_their_edge() {
        assertThat(submitted("header", "さ".repeat(60))).isEqualTo(302);
        assertThat(submitted("header", "さ".repeat(61))).isEqualTo(422);
        assertThat(submitted("footer", "さ".repeat(60))).isEqualTo(302);
        assertThat(submitted("footer", "さ".repeat(61))).isEqualTo(422);
        assertThat(submitted("body", "x".repeat(1_024))).isEqualTo(302);
        assertThat(submitted("body", "x".repeat(1_025))).isEqualTo(422);
    }

    @Test
    void metas_refusal_is_shown_with_her_own_words_and_nothing_is_lost() {
        submit(form("ask_twice"));
        var again = submit(form("ask_twice"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body())
                .contains(
                        "WhatsApp did not take it.",
                        "Its own words:",
                        "There is already en content")
                .contains("value=\"ask_twice\"", "may we call you about your order?");
    }

    @Test
    void agents_read_and_do_not_write() {
        submit(form("ask_about_order"));
        var agent = people.hire(Role.AGENT, lotus.tenant).signIn().browser();
        assertThat(agent.page("/calling/templates").body())
                .contains("ask_about_order")
                .doesNotContain("New template", "Sync with WhatsApp");
        assertThat(agent.page(path("ask_about_order")).body())
                .contains("ask_about_order")
                .doesNotContain("Delete");
        assertThat(agent.page("/calling/templates/new").status()).isEqualTo(404);
        assertThat(agent.post("/calling/templates", form("by_an_agent")).status()).isEqualTo(404);
        assertThat(agent.post(path("ask_about_order") + "/deletion", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void templates_of_another_business_are_not_there() {
        submit(form("ask_about_order"));
        var harbor = people.atWork(Role.OWNER).browser();
        assertThat(harbor.page("/calling/templates").body())
                .contains("Connect a number first")
                .doesNotContain("ask_about_order");
        var path = path("ask_about_order");
        assertThat(harbor.page(path).status()).isEqualTo(404);
        assertThat(harbor.fragment(path).status()).isEqualTo(404);
        assertThat(harbor.post(path + "/deletion", Map.of()).status()).isEqualTo(404);
        assertThat(
                        harbor.page("/calling/templates/new?from=" + path.replaceAll(".*/", ""))
                                .status())
                .isEqualTo(404);
        assertThat(harbor.page("/calling/templates/" + Id.fresh()).status()).isEqualTo(404);
        assertThat(template("ask_about_order")).isNotNull();
    }

    @Test
    void a_deleted_template_is_gone_at_meta_too() {
        submit(form("no_more"));
        assertThat(admin.post(path("no_more") + "/deletion", Map.of()).leadsTo())
                .isEqualTo("/calling/templates");
        assertThat(all()).noneMatch(template -> template.name().equals("no_more"));
        admin.post("/calling/templates/reading", Map.of());
        assertThat(all()).noneMatch(template -> template.name().equals("no_more"));
        assertThat(audited()).contains("deleted a template: no_more (en)");
    }

    @Test
    void what_was_done_at_meta_is_read_on_demand() {
        createAtMeta("made_elsewhere");
        admin.page("/calling/templates");
        var answer = admin.post("/calling/templates/reading", Map.of());
        assertThat(answer.leadsTo()).isEqualTo("/calling/templates");
        assertThat(admin.page("/calling/templates").body())
                .contains("made_elsewhere", "Your templates are as WhatsApp has them.");
        assertThat(template("made_elsewhere").examples()).containsEntry("first_name", "Asha");
        lotus.tenant.run(() ->
                graph.deleteTemplate(
                        lotus.number.wabaId(),
                        template("made_elsewhere").metaId(),
                        "made_elsewhere"));
        await().until(() -> all().stream().noneMatch(t -> t.name().equals("made_elsewhere")));
    }

    @Test
    void a_template_that_a_notice_tells_us_of_is_read_by_itself() {
        var created = createAtMeta("made_elsewhere");
        decide(created.id(), "approve", Map.of());
        await().until(() -> all().stream().anyMatch(t -> t.name().equals("made_elsewhere")));
        assertThat(template("made_elsewhere").approved()).isTrue();
    }

    @Test
    void the_preview_shows_what_is_written_so_far() {
        var form = form("ask_about_order");
        form.put("body", "*Hello* {{first_name}}, order {{order}} is here.");
        admin.page("/calling/templates/new");
        assertThat(admin.post("/calling/templates/preview", form, "HX-Request", "true").body())
                .startsWith("<figure")
                .contains(
                        "<strong>Hello</strong>", "Asha", "<mark>{{order}}</mark>", "Don’t allow");
        assertThat(admin.post("/calling/templates/examples", form, "HX-Request", "true").body())
                .contains("name=\"example.first_name\"", "name=\"example.order\"");
    }

    @Test
    void a_new_one_can_be_based_on_another() {
        submit(form("ask_about_order"));
        var id = template("ask_about_order").id();
        assertThat(admin.page("/calling/templates/new?from=" + id).body())
                .contains("value=\"ask_about_order_2\"", "may we call you about your order?");
    }

    private int submitted(String field, String value) {
        var form = form("length_" + Id.fresh());
        form.put(field, value);
        return submit(form).status();
    }

    private Visitor.Answer submit(Map<String, String> form) {
        admin.page("/calling/templates/new");
        return admin.post("/calling/templates", form);
    }

    private Map<String, String> form(String name) {
        return new HashMap<>(
                Map.of(
                        "account",
                        lotus.number.wabaId(),
                        "name",
                        name,
                        "language",
                        "en",
                        "category",
                        "UTILITY",
                        "body",
                        "Hi {{first_name}}, may we call you about your order?",
                        "example.first_name",
                        "Asha"));
    }

    private CreatedTemplate createAtMeta(String name) {
        var draft =
                new TemplateDraft(
                        name,
                        "en",
                        "UTILITY",
                        null,
                        "Hi {{first_name}}, may we call you?",
                        null,
                        Map.of("first_name", "Asha"));
        var answer = lotus.tenant.call(() -> graph.createTemplate(lotus.number.wabaId(), draft));
        return ((Answer.Done<CreatedTemplate>) answer).value();
    }

    private void decide(String nameOrId, String decision, Map<String, String> how) {
        var metaId = nameOrId.matches("\\d+") ? nameOrId : template(nameOrId).metaId();
        lotus.decide(metaId, decision, how);
    }

    private String path(String name) {
        return "/calling/templates/" + template(name).id();
    }

    private Template template(String name) {
        return lotus.tenant.call(() -> templates.named(lotus.number.wabaId(), name)).getFirst();
    }

    private List<Template> all() {
        return lotus.tenant.call(templates::all);
    }

    private List<String> audited() {
        return lotus.tenant.call(() ->
                jdbc.sql("select concat(what, ': ', about) from audit order by id")
                        .query(String.class)
                        .list());
    }
}
