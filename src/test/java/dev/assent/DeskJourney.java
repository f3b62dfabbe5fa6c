package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.Role;
import dev.assent.permission.Scene;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Whom to call, who wants to be called, and what became of it, as it happens. */
@AssentJourney
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = Stage.OWN_SCHEMAS)
class DeskJourney {

    @Autowired ApplicationContext application;

    private Stage stage;
    private Scene scene;

    @BeforeAll
    void open() {
        stage = Stage.of(application);
        scene = stage.scene;
    }

    @Test
    void whoever_asked_is_told_at_once_and_one_of_two_claims_the_call(Browser asha, Browser ravi) {
        var meera = scene.writer();
        stage.work(ravi, Role.AGENT, "/calling/ready");
        Stage.remember(ravi);
        stage.work(asha, Role.AGENT, "/contacts/" + meera.id());
        asha.press("#permission a[id^=card-ask]").see("#ask-text").sendKeys("May we call you?");
        asha.press("#ask-send").missesSoon("dialog[open]").see(".permission-sign", "Pending");
        asha.go("/contacts");
        Stage.isLive(asha);
        Stage.remember(asha);

        var allowed = Instant.now();
        scene.phone(meera, "reply", Map.of("choice", "allow"));
        asha.see(".toast-box", "allowed calls");
        assertThat(Duration.between(allowed, Instant.now())).isLessThan(Duration.ofSeconds(5));
        asha.see("#grant-news .grant-dot");
        assertThat(Stage.remembers(asha)).isTrue();

        var row = "tr[id^=ready-" + meera.id() + "]";
        ravi.see("#news").getText();
        ravi.see(row, "Never called");
        asha.go("/calling/ready").see(row);
        asha.missesSoon("#grant-news .grant-dot");
        Stage.isLive(asha);
        asha.press("button[id^=claim-" + meera.id() + "]").see(row, "Yours");
        ravi.see(row + " .claim", "Asha Kulkarni");
        ravi.missesSoon(row + " .btn-go");
        asha.press("button[id^=release-" + meera.id() + "]").see(row, "Claim");
        ravi.see(row + " .btn-go");
        assertThat(Stage.remembers(ravi)).isTrue();
    }

    @Test
    void whoever_closes_a_dialog_is_back_at_its_button_though_the_row_came_anew(Browser asha) {
        var person = scene.writer();
        stage.work(asha, Role.AGENT, "/calling");
        var ask = "ask-" + person.id();
        asha.tabTo("#" + ask).keys(Keys.ENTER).see("#ask-text");
        asha.script("document.getElementById(arguments[0]).dataset.before = 'yes'", ask);
        scene.phone(person, "message", Map.of("text", "Hello again"));
        asha.waits(
                "has the row anew",
                () ->
                        Boolean.TRUE.equals(
                                asha.script(
                                        "return !document.getElementById(arguments[0])"
                                                + ".dataset.before",
                                        ask)));
        asha.keys(Keys.ESCAPE).missesSoon("dialog[open]");
        assertThat(asha.focused().getAttribute("id")).isEqualTo(ask);
    }

    @Test
    void a_call_in_vain_comes_up_by_itself_and_stands_in_the_log(Browser asha, Browser ravi) {
        var person = scene.writer();
        stage.work(asha, Role.AGENT, "/calling/callbacks");
        stage.work(ravi, Role.AGENT, "/calling/log");
        Stage.remember(asha);
        Stage.remember(ravi);
        scene.phone(person, "call", Map.of());
        scene.phone(person, "hangup", Map.of());
        asha.see("tbody tr[id^=callback-]", person.name());
        asha.press("tbody button[id^=take-]").see("tbody tr[id^=callback-]", "In progress");
        ravi.see("tbody tr[id^=call-]", "Missed");
        ravi.press("tbody a[id^=note-]").see("dialog[open] #note-text").sendKeys("Hung up soon");
        ravi.click("Save").missesSoon("dialog[open]");
        ravi.see("tbody tr[id^=call-]", "Hung up soon");
        assertThat(Stage.remembers(asha)).isTrue();
        assertThat(Stage.remembers(ravi)).isTrue();
    }
}
