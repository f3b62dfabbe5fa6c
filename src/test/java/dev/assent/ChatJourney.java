package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.Role;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

import java.util.Map;

/** A conversation, seen from both sides. */
@AssentJourney
@TestPropertySource(properties = Stage.OWN_SCHEMAS)
class ChatJourney {

    /** While {@code failing}, no conversation can be marked as read. */
    private static final String UNREADABLE =
            """
            window.failing = true;
            window.failed = false;
            const {open, send} = XMLHttpRequest.prototype;
            XMLHttpRequest.prototype.open = function (method, path, ...more) {
                this.fails = window.failing && path.endsWith('/read');
                open.call(this, method, path, ...more);
            };
            XMLHttpRequest.prototype.send = function (body) {
                if (!this.fails) {
                    send.call(this, body);
                    return;
                }
                setTimeout(() => {
                    this.dispatchEvent(new ProgressEvent('error'));
                    window.failed = true;
                });
            };
            """;

    @Autowired ApplicationContext application;

    @Test
    void a_customer_writes_and_an_agent_answers(Browser asha, Browser ravi, Browser meera) {
        var stage = Stage.of(application);
        var person = stage.scene.stranger("Meera Raghunathan");
        stage.hold(meera, person);
        says(meera, "My crown came loose");

        stage.work(asha, Role.AGENT, "/messages");
        asha.see("#conversation-" + person.id(), "My crown came loose");
        asha.see(".side-count", "1");
        asha.press("#conversation-" + person.id() + " a").see("#thread-unread", "New");
        asha.see(".chat-theirs", "My crown came loose");
        asha.missesSoon(".side-count");
        Stage.isLive(asha);
        Stage.remember(asha);

        asha.see("#composer-text").sendKeys("Good morning");
        says(meera, "Can I come today?");
        asha.see(".chat-theirs:last-child", "Can I come today?");
        assertThat(typed(asha)).isEqualTo("Good morning");
        assertThat(asha.focused().getAttribute("id")).isEqualTo("composer-text");

        asha.keys(" Meera", Keys.chord(Keys.SHIFT, Keys.ENTER), "Yes, at five.", Keys.ENTER);
        asha.see(".chat-ours .chat-text", "Good morning Meera\nYes, at five.");
        asha.waits("has sent", () -> typed(asha).isEmpty());
        meera.see(".bubble-theirs", "Yes, at five.");
        asha.see(".chat-ours [data-status=READ]");

        meera.click("Send a picture").click("Send a voice note");
        asha.see(".chat-picture img");
        asha.see(".chat-theirs audio");
        asha.waits(
                "shows the picture",
                () ->
                        Boolean.TRUE.equals(
                                asha.script(
                                        "return document.querySelector('.chat-picture"
                                                + " img').naturalWidth > 0")));

        stage.work(ravi, Role.AGENT, "/messages/" + person.id());
        ravi.press("#agent").press("#agent-me");
        asha.see(".chat-event", "took the conversation.");

        asha.press("#call-permission").see("#ask-text").sendKeys("May we call you?");
        asha.press("#ask-send").missesSoon("dialog[open]");
        asha.see(".chat-event .pill", "asked for permission.");
        meera.click("Allow for 7 days");
        asha.see(".chat-event .tone-go", "allowed calls for 7 days");
        asha.see("#conversation-" + person.id() + " .tone-go");
        assertThat(Stage.remembers(asha)).isTrue();
    }

    @Test
    void after_a_day_only_templates_go_through_and_nothing_typed_is_lost(
            Browser asha, Browser hand) {
        var stage = Stage.of(application);
        var person = stage.scene.writer();
        stage.work(asha, Role.AGENT, "/messages/" + person.id());
        asha.see("#composer-window[data-window=open]", "Free messages until");
        Stage.remember(asha);
        asha.see("#composer-text").sendKeys("This is what I wanted to say");
        hand.go("/simulator").click("+1 day");
        asha.see("#composer-window[data-window=closed]", "only templates go through");
        asha.missesSoon("#composer-send");
        assertThat(typed(asha)).isEqualTo("This is what I wanted to say");
        asha.press("#choose-template").see("dialog[open]", "WhatsApp has approved no other");
        asha.press("dialog[open] [data-close]").missesSoon("dialog[open]");
        assertThat(Stage.remembers(asha)).isTrue();

        asha.go("/messages").go("/messages/" + person.id());
        asha.see("#composer-window[data-window=closed]");
        assertThat(typed(asha)).isEqualTo("This is what I wanted to say");
        stage.scene.phone(person, "message", Map.of("text", "Sorry, I was away"));
        asha.see("#composer-window[data-window=open]");
        asha.see("#composer-text").sendKeys(Keys.ENTER);
        asha.see(".chat-ours", "This is what I wanted to say");
    }

    @Test
    void who_signs_out_leaves_nothing_that_was_typed(Browser asha) {
        var stage = Stage.of(application);
        var person = stage.scene.writer();
        var draft = "return Object.keys(localStorage).some(key => key.startsWith('draft-'))";
        stage.work(asha, Role.AGENT, "/messages/" + person.id());
        asha.see("#composer-text").sendKeys("Not for everybody");
        assertThat(asha.script(draft)).isEqualTo(true);
        asha.press(".viewer").click("Sign out").reads("You are signed out.");
        assertThat(asha.script(draft)).isEqualTo(false);
    }

    @Test
    void what_is_too_long_is_said_while_it_is_typed(Browser asha) {
        var stage = Stage.of(application);
        var person = stage.scene.writer();
        stage.work(asha, Role.AGENT, "/messages/" + person.id());
        asha.script(
                "document.getElementById('composer-text').value = 'x'.repeat(arguments[0])", 4095);
        asha.see("#composer-text").sendKeys("x");
        asha.see("#composer-left", "0 characters left");
        assertThat(asha.see("#composer-text").getAttribute("aria-invalid")).isNull();
        asha.keys("x").see("#composer-left", "1 character too many");
        assertThat(asha.see("#composer-text").getAttribute("aria-invalid")).isEqualTo("true");
    }

    @Test
    void that_something_was_read_is_told_in_silence_and_again_after_a_failure(Browser asha) {
        var stage = Stage.of(application);
        var person = stage.scene.stranger("Meera Raghunathan");
        CallScene.before(asha.expects("htmx.min.js"), UNREADABLE);
        stage.scene.phone(person, "message", Map.of("text", "My crown came loose"));
        stage.awaitOpenWindow(person);
        stage.work(asha, Role.AGENT, "/messages/" + person.id());
        asha.see(".side-count", "1");
        asha.waits("has failed", () -> asha.script("return window.failed").equals(true));
        assertThat(asha.driver().findElements(By.cssSelector(".toast-box"))).isEmpty();
        asha.script("window.failing = false; window.dispatchEvent(new Event('focus'))");
        asha.missesSoon(".side-count");
    }

    @Test
    void a_long_message_is_unfolded_and_stays_so(Browser asha) {
        var stage = Stage.of(application);
        var person = stage.scene.stranger("Meera Raghunathan");
        var text = "This is all that happened with my tooth since Tuesday. ".repeat(70).strip();
        stage.scene.phone(person, "message", Map.of("text", text));
        stage.awaitOpenWindow(person);
        stage.work(asha, Role.AGENT, "/messages/" + person.id());
        asha.see(".chat-unfold", "Show all of it");
        var folded = height(asha);
        assertThat(folded).isLessThan(300);
        asha.assertAccessible().screenshot("thread-long-message");
        asha.press(".chat-unfold").see(".chat-unfold", "Show less");
        var whole = height(asha);
        assertThat(whole).isGreaterThan(folded * 2);
        stage.scene.phone(person, "message", Map.of("text", "Sorry for that"));
        asha.see(".chat-theirs:last-child", "Sorry for that");
        assertThat(height(asha)).isEqualTo(whole);
        asha.press(".chat-unfold").see(".chat-unfold", "Show all of it");
        assertThat(height(asha)).isEqualTo(folded);
    }

    private static long height(Browser browser) {
        return (Long) browser.script("return document.querySelector('.chat-long').clientHeight");
    }

    private static void says(Browser phone, String words) {
        phone.see(".phone-composer input").sendKeys(words, Keys.ENTER);
        phone.see(".bubble-mine", words);
    }

    private static String typed(Browser browser) {
        return String.valueOf(
                browser.script("return document.getElementById('composer-text').value"));
    }
}
