package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentJourney;
import dev.assent.Browser;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@AssentJourney
@Import({Mailbox.class, CountedHashes.class, Probe.class, People.class})
class AccessJourney {

    @Autowired People people;
    @Autowired Mailbox mailbox;

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
        asha.waits("is at home", () -> asha.address().equals("/"));
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
        browser.waits("is at home", () -> browser.address().equals("/"));
        browser.expects("404").go(mailbox.link(agent.mail())).reads("no longer works");
        look(browser, "link-gone");
    }

    private static void look(Browser browser, String page) {
        browser.screenshot("access-" + page).assertFits().assertAccessible();
        browser.dark().screenshot("access-" + page + "-dark").assertAccessible();
        browser.narrow().screenshotWhole("access-" + page + "-dark-narrow").assertFits();
        browser.light().screenshotWhole("access-" + page + "-narrow").assertAccessible();
        browser.wide();
    }
}
