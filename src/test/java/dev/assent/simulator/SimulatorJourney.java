package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentJourney;
import dev.assent.Beside;
import dev.assent.Browser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.util.List;

/** Phones are held in a real browser. */
@AssentJourney
@Beside
class SimulatorJourney {

    @LocalServerPort int port;

    private final Application application = new Application();
    private final String farah = Meta.person();
    private final String meera = Meta.person();
    private Meta.Line lotus;

    @BeforeEach
    void twoPeople() {
        var meta = Meta.besideTheDemo(port);
        lotus = meta.line("IN", application);
        introduce(meta, farah, "Farah Siddiqui");
        introduce(meta, meera, "Meera Raghunathan");
        lotus.phone(farah, "message", "{\"text\":\"My crown came loose\"}");
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void a_request_is_answered_by_keyboard_while_somebody_types(Browser browser) {
        holdBoth(browser);
        var message = browser.see("#text-" + lotus.id() + "-" + farah);
        message.sendKeys("Wait, I am");
        lotus.ask(farah);
        browser.see(screen(farah) + " .bubble-request", "May we call you?");
        assertThat(message.getDomProperty("value")).isEqualTo("Wait, I am");
        browser.script("document.querySelector('button[value=allow]').focus()");
        new Actions(browser.driver()).sendKeys(Keys.ENTER).perform();
        browser.see(screen(farah) + " .bubble-answer", "You allowed calls for 7 days");
        browser.see("#phones a", "allowed");
        application.reply("accept");
        message.sendKeys(Keys.ENTER);
        browser.see(screen(farah) + " .bubble-mine", "Wait, I am");
    }

    @Test
    void a_call_rings_on_one_phone_and_is_answered(Browser browser) {
        lotus.phone(meera, "profile", "{\"permission\":\"always\"}");
        holdBoth(browser);
        lotus.dial(meera);
        browser.see(screen(meera) + " .calling", "ringing");
        browser.see("#text-" + lotus.id() + "-" + farah);
        browser.click("Answer");
        browser.see(screen(meera) + " .calling", "In a call");
        lotus.onCall("terminate", lotus.state(meera).path("call").path("id").asString(), "");
        browser.see(screen(meera) + " .chat-note", "Voice call");
    }

    @Test
    void what_a_phone_cannot_do_is_said_and_forgotten(Browser browser) {
        holdBoth(browser);
        lotus.settings("{\"status\":\"DISABLED\"}");
        browser.click("Call Lotus Dental");
        browser.see("#notice", "takes no calls on WhatsApp");
        lotus.settings("{\"status\":\"ENABLED\"}");
        browser.click("Call Lotus Dental");
        browser.see(".calling", "Calling");
        browser.missesSoon("#notice p");
    }

    @Test
    void a_clock_that_cannot_be_moved_says_so_and_can_be_tried_again(Browser browser) {
        browser.expects("ERR_INTERNET_DISCONNECTED").expects("htmx.min.js");
        holdBoth(browser);
        browser.offline(true);
        browser.click("+1 hour").see("#notice", "The clock could not be moved.");
        browser.see("button[data-advance=PT1H]:enabled");
    }

    @Test
    void every_page_fits_and_is_accessible(Browser browser) {
        lotus.ask(farah);
        lotus.phone(meera, "profile", "{\"permission\":\"always\"}");
        lotus.dial(meera);
        var desk =
                "/simulator?open=%s/%s&open=%s/%s".formatted(lotus.id(), farah, lotus.id(), meera);
        var pages =
                List.of(
                        desk,
                        "/simulator/phones/%s/%s".formatted(lotus.id(), farah),
                        "/simulator/phones/%s/%s".formatted(lotus.id(), meera),
                        "/simulator/accounts",
                        "/simulator/templates",
                        "/simulator/webhooks",
                        "/simulator/log",
                        "/simulator/mail",
                        "/simulator/settings");
        for (var page : pages) {
            browser.light().wide().go(page).see("h1, h2");
            browser.script(
                    "document.querySelectorAll('details').forEach(one => { one.open = true; })");
            browser.assertFits().assertAccessible();
            browser.dark().assertAccessible();
            browser.narrow().assertFits().assertAccessible();
            browser.light().assertAccessible();
        }
    }

    private void holdBoth(Browser browser) {
        browser.go(
                "/simulator?open=%s/%s&open=%s/%s".formatted(lotus.id(), farah, lotus.id(), meera));
        browser.see("body[data-live=on]");
    }

    private String screen(String person) {
        return "#screen-%s-%s".formatted(lotus.id(), person);
    }

    private void introduce(Meta meta, String person, String name) {
        meta.done(
                "POST",
                "/phones",
                "{\"number\":\"%s\",\"phone\":\"%s\",\"name\":\"%s\"}"
                        .formatted(lotus.id(), person, name));
    }
}
