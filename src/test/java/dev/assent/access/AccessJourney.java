package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentJourney;
import dev.assent.Beside;
import dev.assent.Browser;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.WindowType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@AssentJourney
@Beside
@TestPropertySource(properties = AccessTest.OWN_SCHEMAS)
@Import({Mailbox.class, CountedHashes.class, Probe.class, People.class})
class AccessJourney {

    @Autowired People people;
    @Autowired Mailbox mailbox;
    @Autowired Members members;
    @Autowired Sessions sessions;
    @Autowired Audit audit;

    @Test
    void somebody_new_signs_up_follows_the_link_and_is_at_work(Browser asha) {
        var mail = Id.fresh() + "@newcomers.example";
        asha.go("/login");
        look(asha, "login");
        asha.click("Open a business");
        assertThat(asha.field("Time zone").getAttribute("value")).isNotEmpty();
        look(asha, "signup");
        asha.click("Send me the link").reads("Tell us what your business is called.");
        look(asha, "signup-wrong");
        asha.write("Business name", "Lotus Dental & Söhne").write("Your mail address", mail);
        asha.field("Country").sendKeys("India");
        asha.click("Send me the link").reads("Check your mail");
        look(asha, "sent");
        asha.go(mailbox.link(mail)).reads("Lotus Dental & Söhne");
        look(asha, "newcomer");
        asha.write("Your name", "Asha Kulkarni").write("Password", "a few words");
        asha.click("Open my business");
        asha.waits("is at home", () -> asha.address().equals("/calling"));
    }

    @Test
    void somebody_who_forgot_the_password_sets_a_new_one(Browser browser) {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        browser.go("/login").write("Mail address", agent.mail()).write("Password", "forgotten it");
        browser.click("Sign in").reads("do not go together");
        look(browser, "login-wrong");
        browser.click("Forgot your password?");
        look(browser, "forgotten");
        browser.write("Mail address", agent.mail()).click("Send me the link");
        browser.reads("for one hour");
        browser.go(mailbox.link(agent.mail()));
        look(browser, "new-password");
        browser.write("New password", "another one entirely").click("Set password");
        browser.waits("is at home", () -> browser.address().equals("/calling"));
        browser.reads("Your new password is set.");
        browser.expects("404").go(mailbox.link(agent.mail())).reads("no longer works");
        look(browser, "link-gone");
    }

    @Test
    void an_admin_makes_a_key_for_another_system_and_revokes_it(Browser admin) {
        var lotus = people.business("Lotus Dental");
        var person = people.hire(Role.ADMIN, lotus);
        signIn(admin, person);
        admin.go("/settings/api-keys").reads("No keys yet");
        look(admin, "api-keys-none");
        admin.write("Make a key for", "CRM").click("Make a key").reads("Copy your new key now");
        look(admin, "api-keys-fresh");
        admin.click("Make another key");
        admin.write("Make a key for", "Helpdesk with a rather long name, 日本語も").click("Make a key");
        admin.go("/settings/api-keys").reads("Helpdesk");
        look(admin, "api-keys");
        admin.click("Revoke the key of CRM").reads("that system can do nothing here");
        look(admin, "api-keys-revoke");
        admin.press("dialog[open] .btn-stop").reads("The key of CRM is revoked.");
        lotus.run(() -> {
            for (int number = 1; number <= 30; number++) {
                audit.note("changed the call hours", "Monday, " + number + ":00");
            }
        });
        admin.click("Audit").reads("changed the call hours");
        look(admin, "audit");
        admin.go("/settings/audit").click("Next").reads("made an API key").reads("signed in");
        admin.waits("has the page in its address", () -> admin.address().contains("page=2"));
        look(admin, "audit-last");
    }

    @Test
    void guessing_ends_in_a_wait(Browser browser) {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        for (int time = 1; time <= 10; time++) {
            people.visitor().signIn(agent.mail(), "guess");
        }
        browser.expects("429").go("/login").write("Mail address", agent.mail());
        browser.write("Password", People.PASSWORD).click("Sign in").reads("Too many tries");
        look(browser, "too-many-tries");
    }

    @Test
    void somebody_changes_to_another_business_and_pages_of_the_first_notice(Browser browser) {
        var both = people.hire(Role.ADMIN, people.business("Lotus Dental"));
        members.admit(both.account(), people.business("Harbor Bikes").id(), Role.OWNER);
        signIn(browser, both);
        browser.go("/settings/audit").see("h1", "Audit");
        var first = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.go("/settings/audit")
                .press("button.viewer")
                .press("form[action='/business'] button");
        browser.reads("You now work for Harbor Bikes.");
        browser.driver().switchTo().window(first);
        browser.expects("409").script("htmx.ajax('GET', '/settings/audit', '#notes')");
        browser.waits(
                "is drawn anew for the other business",
                () -> browser.see("button.viewer").getText().contains("Owner"));
    }

    @Test
    void a_session_that_ends_takes_its_open_pages_to_the_sign_in_page_and_back(Browser browser) {
        var admin = people.hire(Role.ADMIN, people.business("Lotus Dental"));
        signIn(browser, admin);
        browser.go("/settings/audit?size=50").see("h1", "Audit");
        sessions.end(admin.account());
        browser.expects("401")
                .waits("is asked to sign in", () -> browser.address().equals("/login"));
        browser.write("Mail address", admin.mail()).write("Password", People.PASSWORD);
        browser.click("Sign in").see("h1", "Audit");
        assertThat(browser.address()).isEqualTo("/settings/audit?size=50");
    }

    @Test
    void whoever_belongs_nowhere_reads_what_to_do(Browser browser) {
        var stranger = people.stranger();
        signIn(browser, stranger);
        browser.reads("You belong to no business");
        look(browser, "no-business");
        browser.click("Sign out").reads("You are signed out.");
    }

    private static void signIn(Browser browser, People.Person person) {
        browser.go("/login").write("Mail address", person.mail());
        browser.write("Password", People.PASSWORD).click("Sign in");
        browser.waits("is in", () -> !browser.address().startsWith("/login"));
    }

    private static void look(Browser browser, String page) {
        browser.screenshot("access-" + page).assertFits().assertAccessible();
        browser.dark().screenshot("access-" + page + "-dark").assertAccessible();
        browser.narrow().screenshotWhole("access-" + page + "-dark-narrow").assertFits();
        browser.light().screenshotWhole("access-" + page + "-narrow").assertAccessible();
        browser.wide();
    }
}
