package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.contact.Contact;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** The whole product, with the business's window and the customer's phone side by side. */
@AssentJourney
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = Stage.OWN_SCHEMAS)
class StoryJourney {

    private static final String WORDS = "This is Lotus Dental. May we call you about *Tuesday*?";

    @Autowired ApplicationContext application;

    private Stage stage;
    private Scene scene;

    @BeforeAll
    void open() {
        stage = Stage.of(application);
        scene = stage.scene;
    }

    @Test
    void a_new_business_asks_its_first_customer_and_sees_the_answer_come_in(
            Browser asha, Browser colleague, Browser meera) {
        var mail = Id.fresh() + "@newcomers.example";
        var name = "Clinic " + Id.fresh();
        asha.go("/signup").write("Business name", name).write("Your mail address", mail);
        asha.field("Country").sendKeys("India");
        asha.click("Send me the link").reads("Check your mail");

        meera.go("/simulator/mail?q=" + mail).press("#mails a");
        asha.go(path(meera.see(".sim-letter a").getText()));
        asha.write("Your name", "Asha Kulkarni").write("Password", "a few words");
        asha.click("Open my business").reads("Connect your number first");
        asha.click("Go to Numbers").click("Get a simulated number").reads("ready for calls");

        var phone = Stage.freshNumber();
        asha.go("/contacts/new").write("Name", "Meera Raghunathan");
        asha.write("Number on WhatsApp", phone).click("Save").reads("Meera Raghunathan is saved.");
        var page = asha.address();
        var contact = page.substring(page.lastIndexOf('/') + 1);

        meera.go("/simulator").click("Another phone");
        meera.see("#add-name").sendKeys("Meera Raghunathan");
        meera.write("Phone number", phone);
        meera.field("Chats with").sendKeys(name);
        meera.click("Add phone").see("body[data-live=on]");
        meera.write("Message as Meera", "My crown came loose").click("Send");
        meera.see(".bubble-mine", "My crown came loose");

        Stage.isLive(asha);
        Stage.remember(asha);
        asha.see("#permission .permission-card", "open until");
        colleague.go("/login").write("Mail address", mail).write("Password", "a few words");
        colleague.click("Sign in").see("#contact-" + contact, "Not requested");
        Stage.isLive(colleague);
        Stage.remember(colleague);

        ask(asha, WORDS);
        asha.see(".permission-sign", "Pending");
        colleague.see("#contact-" + contact, "Pending");
        meera.see(".bubble-request").click();
        meera.click("Allow for 7 days").see(".bubble-answer", "You allowed calls for 7 days");
        asha.see(".permission-sign", "Granted");
        asha.see("#timeline", "allowed calls for 7 days");
        colleague.see("#contact-" + contact + " .state", "Granted");
        colleague.see("#contact-" + contact + " time[data-until]", "6 d 23 h");
        assertThat(Stage.remembers(asha)).isTrue();
        assertThat(Stage.remembers(colleague)).isTrue();
    }

    @Test
    void a_person_sees_what_was_previewed_and_declines(Browser asha, Browser farah) {
        var person = scene.writer();
        stage.hold(farah, person);
        work(asha, person);
        asha.press("#permission a[id^=card-ask]");
        asha.see("#ask-text").sendKeys(WORDS);
        var preview = asha.see("#ask-preview .bubble-body strong", "Tuesday");
        assertThat(preview.getText()).isEqualTo("Tuesday");
        var previewed = asha.see("#ask-preview .bubble-body").getText();
        var answers = asha.driver().findElements(By.cssSelector("#ask-preview .bubble-answer"));
        assertThat(answers).extracting(WebElement::getText).isNotEmpty();
        var offered = answers.stream().map(WebElement::getText).toList();
        asha.press("#ask-send").missesSoon("dialog[open]");

        assertThat(plain(farah.see(".bubble-request .bubble-text").getText()))
                .contains(plain(previewed));
        assertThat(farah.driver().findElements(By.cssSelector(".bubble-choices button")))
                .extracting(WebElement::getText)
                .containsExactlyElementsOf(offered);
        farah.click("Don’t allow");
        asha.see(".permission-sign", "Declined");
        assertThat(Stage.remembers(asha)).isTrue();
    }

    @Test
    void a_permission_for_good_is_revoked_in_the_profile(Browser asha, Browser farah) {
        var person = scene.writer();
        stage.hold(farah, person);
        stage.work(asha, Role.AGENT, "/calling");
        Stage.remember(asha);
        var row = "#contact-" + person.id();
        asha.press("#ask-" + person.id());
        send(asha, WORDS);
        farah.see(".bubble-request");
        farah.click("Always allow");
        asha.see(row, "Granted · always");
        farah.press(".phone-more summary").see(".more", "always allowed");
        farah.click("Revoke");
        asha.see(row, "Revoked by user");
        assertThat(Stage.remembers(asha)).isTrue();
    }

    @Test
    void a_second_request_is_refused_in_the_dialog_with_its_time(Browser asha, Browser boss) {
        var person = scene.writer();
        work(asha, person);
        work(boss, person);
        boss.expects("409").press("#permission a[id^=card-ask]");
        boss.see("#ask-text").sendKeys("Me too");
        ask(asha, WORDS);
        asha.see(".permission-sign", "Pending");
        boss.press("#ask-send").see("dialog[open] .ask-refused", "can’t be asked until");
        assertThat(boss.see("dialog[open] .why-others time").getText()).matches("1 d|23:59:\\d\\d");
        asha.see("#permission a.why").click();
        asha.see("#pop", "1 request");
        assertThat(scene.requests(person)).hasSize(1);
    }

    @Test
    void whoever_owns_no_mouse_signs_in_and_asks(Browser asha) {
        var person = scene.writer();
        var agent = stage.hire(Role.AGENT);
        asha.go("/login").see("#mail");
        type(asha, agent.mail(), Keys.TAB, People.PASSWORD, Keys.ENTER);
        asha.see("#contact-" + person.id());
        asha.tabTo("#open-" + person.id());
        type(asha, Keys.ENTER);
        asha.see("#permission a[id^=card-ask]");
        asha.tabTo("#permission a[id^=card-ask]");
        type(asha, Keys.ENTER);
        asha.see("dialog[open]");
        asha.tabTo("#ask-text");
        type(asha, WORDS);
        asha.tabTo("#ask-send");
        type(asha, Keys.ENTER);
        asha.missesSoon("dialog[open]").see(".permission-sign", "Pending");
        // It is told once more when the request was delivered.
        asha.still();
        asha.tabTo("#permission a.why");
        type(asha, Keys.ENTER);
        asha.see("#pop", "1 request");
        type(asha, Keys.ESCAPE);
        asha.missesSoon("#pop");
        assertThat(asha.focused().getText()).isEqualTo("Why can’t I ask?");
    }

    private void work(Browser browser, Contact person) {
        stage.work(browser, Role.AGENT, "/contacts/" + person.id());
        browser.see("#permission .permission-card");
        Stage.remember(browser);
    }

    private static void ask(Browser browser, String words) {
        browser.press("#permission a[id^=card-ask]");
        send(browser, words);
    }

    private static void send(Browser browser, String words) {
        browser.see("#ask-text").sendKeys(words);
        browser.press("#ask-send").missesSoon("dialog[open]");
    }

    private static String path(String link) {
        return link.replaceFirst("^http://[^/]+", "");
    }

    /** Without WhatsApp's signs for bold, which the phone of the simulator leaves as they are. */
    private static String plain(String text) {
        return text.replace("*", "");
    }

    private static void type(Browser browser, CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }
}
