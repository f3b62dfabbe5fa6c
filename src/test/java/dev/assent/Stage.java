package dev.assent;

import static org.awaitility.Awaitility.await;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.contact.Contact;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Tenant;

import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Where a story plays: a business at work, and its customers' phones. */
final class Stage {

    /** Runs the installation, and owns a demo business as well. */
    static final String OPERATOR = "owner@maple.example";

    /** Stories move the clock and read the mail, so they share schemas with nobody else. */
    static final String OWN_SCHEMAS = "test.schemas=_s\nassent.platform-admin=" + OPERATOR;

    final Scene scene;
    private final People people;

    private Stage(Scene scene, People people) {
        this.scene = scene;
        this.people = people;
    }

    /** A dentist with a number. */
    static Stage of(ApplicationContext application) {
        return new Stage(Scene.lotus(application), People.in(application));
    }

    Tenant business() {
        return scene.tenant;
    }

    /** Somebody new with that role. */
    People.Person hire(Role role) {
        return people.hire(role, business());
    }

    /** Somebody new with that role has signed in and looks at this page. */
    void work(Browser browser, Role role, String page) {
        signIn(browser, hire(role), page);
    }

    /** This person has signed in and looks at this page. */
    void signIn(Browser browser, People.Person person, String page) {
        signIn(browser, person.mail(), People.PASSWORD, page);
    }

    /** Somebody of a demo business, such as {@code owner@lotus.example}, looks at this page. */
    static void signInToDemo(Browser browser, String mail, String page) {
        var client = RestClient.create(browser.home());
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        client.get()
                                .uri("/actuator/health")
                                .exchange((_, answer) -> answer.getStatusCode().value() == 200));
        signIn(browser, mail, "assent-demo", page);
    }

    private static void signIn(Browser browser, String mail, String password, String page) {
        browser.go(page)
                .write("Mail address", mail)
                .write("Password", password)
                .click("Sign in")
                .waits("is in", () -> browser.address().equals(page));
        isLive(browser);
    }

    /** The page hears of changes. */
    static void isLive(Browser browser) {
        browser.see("html[data-stream=live]");
    }

    /** Somebody holds this person's phone. */
    void hold(Browser phone, Contact person) {
        phone.go("/simulator/phones/" + chat(person)).see("body[data-live=on]");
    }

    /** Waits until their message has arrived, so that they can be asked in own words. */
    void awaitOpenWindow(Contact person) {
        await().until(() -> scene.sheet(person).position().windowOpenUntil() != null);
    }

    /** The chat between the person and the business, as the simulator calls it. */
    String chat(Contact person) {
        return scene.number.phoneNumberId() + "/" + person.phone().digits();
    }

    /** The status that the browser gets for this address, with its own rights. */
    static long status(Browser browser, String path) {
        return (Long)
                browser.driver()
                        .executeAsyncScript(
                                """
                                const done = arguments[1];
                                fetch(arguments[0]).then(answer => done(answer.status));
                                """,
                                path);
    }

    /** The identity of the first row of this kind on that page. */
    static String identity(Browser browser, String page, String kind) {
        var row = browser.go(page).see("tbody tr[id^=" + kind + "-]").getAttribute("id");
        return row.substring(kind.length() + 1);
    }

    static String freshNumber() {
        return "+919845%06d".formatted(ThreadLocalRandom.current().nextInt(1_000_000));
    }

    /** From now on it can be told whether the page was loaded anew. */
    static void remember(Browser browser) {
        browser.script("window.before = true");
    }

    /** The page is still the one that {@link #remember} saw. */
    static boolean remembers(Browser browser) {
        return Boolean.TRUE.equals(browser.script("return window.before === true"));
    }
}
