package dev.assent.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentJourney;
import dev.assent.Beside;
import dev.assent.Browser;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

@AssentJourney
@Beside
class TemplateJourney {

    @Autowired ApplicationContext application;
    @Autowired Templates templates;
    @Autowired Shelf shelf;
    @Autowired InstantSource time;

    @Test
    void a_template_is_written_with_its_preview_and_approved_while_one_watches(Browser browser) {
        var lotus = Scene.lotus(application);
        signIn(browser, lotus);
        shots(browser, "/calling/templates", "templates-start");
        shots(browser, "/calling/templates/new", "template-new");

        browser.wide().light().go("/calling/templates/new");
        browser.write("Name", "Ask about order");
        browser.write("Text", "*Hello* {{first_name}}, your order {{order}} is here. May we call?");
        browser.see(".bubble mark", "{{order}}");
        browser.see(".bubble strong", "Hello");
        browser.write("order", "No. 4711");
        browser.see(".bubble-body", "your order No. 4711 is here");
        browser.field("Text").sendKeys(" Your {{business}} team.");
        browser.see(".example", "business");
        assertThat(browser.field("order").getAttribute("value")).isEqualTo("No. 4711");
        browser.see(".bubble-body", "Your Lotus Dental team.");
        look(browser, "template-new-filled");
        browser.wide().light().click("Submit for approval");
        browser.see(".template-name", "ask_about_order");
        browser.see(".state", "In review");
        decide(lotus, "ask_about_order", "approve");
        browser.see(".state", "Approved");

        browser.go("/calling/templates/new")
                .write("Name", "ask_about_order")
                .click("Submit for approval");
        browser.reads("WhatsApp did not take it.");
        look(browser, "template-new-refused");
        browser.wide().light();
        browser.write("Name", "").write("Text", "Hi {{first_name}}").click("Submit for approval");
        browser.reads("no variable at the very beginning or end");
        look(browser, "template-new-wrong");
    }

    @Test
    void the_question_whether_to_delete_stays_open_while_the_page_renews_itself(Browser browser) {
        var lotus = Scene.lotus(application);
        var template = lotus.submitted("ask_about_order", "en");
        signIn(browser, lotus);
        browser.go("/calling/templates/" + template.id()).see("html[data-stream=live]");
        browser.click("Delete").see("dialog[open]", "Delete ask_about_order?");
        decide(lotus, "ask_about_order", "approve");
        browser.waits(
                "has renewed itself",
                () -> browser.see("#template .state").getText().contains("Approved"));
        browser.see("dialog[open]", "Delete ask_about_order?");
    }

    @Test
    void all_states_are_told_by_word_and_shape(Browser browser) {
        var lotus = Scene.lotus(application);
        keepAllKinds(lotus);
        signIn(browser, lotus);
        shots(browser, "/calling/templates", "templates");
        var rejected =
                lotus.tenant
                        .call(() -> templates.named(lotus.number.wabaId(), "win_a_prize"))
                        .getFirst();
        shots(browser, "/calling/templates/" + rejected.id(), "template");
        browser.wide().light().click("Delete").see("dialog[open]", "Delete win_a_prize?");
        look(browser, "template-deletion");
    }

    @Test
    void a_business_without_a_number_is_told_what_comes_first(Browser browser) {
        var people = People.in(application);
        var owner = people.hire(Role.OWNER, people.business("Harbor Bikes"));
        signIn(browser, owner);
        shots(browser, "/calling/templates", "templates-no-number");
    }

    private void keepAllKinds(Scene lotus) {
        await().until(() -> !lotus.tenant.call(shelf::readings).isEmpty());
        var now = time.instant();
        var names =
                List.of(
                        "may_we_call",
                        "order_support_call",
                        "rueckruf_vereinbaren",
                        "win_a_prize",
                        "ask_after_treatment_and_remind_of_the_next_appointment_in_bengaluru_north",
                        "spring_offer",
                        "old_greeting",
                        "too_many");
        lotus.in(() -> {
            shelf.lock(lotus.number.wabaId());
            for (var status : Status.values()) {
                shelf.put(template(lotus, names.get(status.ordinal()), status, now));
            }
            return null;
        });
    }

    private static Template template(Scene lotus, String name, Status status, Instant now) {
        var rejected = status == Status.REJECTED;
        return new Template(
                Id.fresh(),
                lotus.number.wabaId(),
                Id.fresh().toString(),
                name,
                status == Status.FLAGGED ? "de" : "en",
                new TemplateText(
                        rejected ? "You have won" : null,
                        rejected
                                ? "नमस्ते {{first_name}}, آپ کو مبارک ہو! *Hurry*: may we call you"
                                      + " about your _prize_ today? It takes two minutes and costs"
                                      + " nothing."
                                : "Hi {{first_name}}, this is {{business}}. May we call you about"
                                        + " your request {{order}}?",
                        rejected ? "Lotus Dental, Bengaluru" : null),
                Map.of("first_name", "Asha", "business", "Lotus Dental"),
                new Decision(
                        status,
                        rejected ? "SCAM" : null,
                        rejected ? "The message promises a prize in exchange for a call." : null,
                        now.minus(Duration.ofHours(status.ordinal() * 20L))),
                status == Status.PAUSED ? Category.MARKETING : Category.UTILITY,
                status == Status.APPROVED
                        ? new Template.Coming(Category.MARKETING, now.plus(Duration.ofHours(22)))
                        : null,
                now,
                Quality.values()[status.ordinal() % 4],
                now,
                true);
    }

    private void decide(Scene lotus, String name, String decision) {
        lotus.decide(
                lotus.tenant.call(() -> templates.named(lotus.number.wabaId(), name)).getFirst(),
                decision);
    }

    private void signIn(Browser browser, Scene lotus) {
        signIn(browser, People.in(application).hire(Role.ADMIN, lotus.tenant));
    }

    private static void signIn(Browser browser, People.Person person) {
        browser.go("/calling/templates")
                .write("Mail address", person.mail())
                .write("Password", People.PASSWORD)
                .keys("\n");
        browser.waits("is signed in", () -> !browser.address().startsWith("/login"));
    }

    private static void shots(Browser browser, String path, String name) {
        browser.wide().light().go(path);
        look(browser, name);
    }

    private static void look(Browser browser, String name) {
        for (var dark : List.of(false, true)) {
            (dark ? browser.dark() : browser.light()).wide();
            browser.still().assertAccessible().assertFits();
            browser.screenshotWhole(name + "-1440" + (dark ? "-dark" : ""));
            browser.narrow().still().assertAccessible().assertFits();
            browser.screenshotWhole(name + "-360" + (dark ? "-dark" : ""));
        }
    }
}
