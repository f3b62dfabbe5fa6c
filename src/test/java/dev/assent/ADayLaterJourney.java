package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.Role;
import dev.assent.contact.Contact;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

import java.util.Map;

/** Time passes, moved by hand on the simulator's page, while the business keeps its page open. */
@AssentJourney
@TestPropertySource(properties = Stage.OWN_SCHEMAS)
class ADayLaterJourney {

    @Autowired ApplicationContext application;

    @Test
    void limits_clear_after_a_day_and_a_permission_ends_after_seven(Browser asha, Browser hand) {
        var stage = Stage.of(application);
        var allowing = stage.scene.writer();
        var silent = stage.scene.writer();
        stage.work(asha, Role.AGENT, "/calling");
        Stage.remember(asha);
        stage.scene.ask(allowing);
        stage.scene.ask(silent);
        asha.see(row(silent), "Pending");
        answer(stage, allowing, hand);
        asha.see(row(allowing), "Granted · 6 d 23 h left");
        asha.see(row(silent), "Why can’t I ask?");
        asha.missesSoon("#ask-" + silent.id());

        hand.go("/simulator").click("+1 day");
        asha.see("#ask-" + silent.id(), "Ask again");
        asha.see(row(allowing), "Granted · 5 d 23 h left");
        asha.press("#ask-" + silent.id()).see("dialog[open]", "only a template");
        asha.press("dialog[open] [data-close]").missesSoon("dialog[open]");
        stage.scene.phone(silent, "message", Map.of("text", "Sorry, I was away"));
        stage.awaitOpenWindow(silent);
        asha.press("#ask-" + silent.id()).see("#ask-text").sendKeys("May we call you now?");
        asha.press("#ask-send").missesSoon("dialog[open]").see(row(silent), "Pending");

        hand.click("+7 days");
        asha.see(row(allowing), "Expired");
        asha.see(row(silent), "Not requested");
        assertThat(Stage.remembers(asha)).isTrue();
    }

    private static void answer(Stage stage, Contact person, Browser phone) {
        stage.hold(phone, person);
        phone.click("Allow for 7 days").see(".bubble-answer", "You allowed calls for 7 days");
    }

    private static String row(Contact person) {
        return "#contact-" + person.id();
    }
}
