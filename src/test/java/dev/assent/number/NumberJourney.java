package dev.assent.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentJourney;
import dev.assent.Beside;
import dev.assent.Browser;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

@AssentJourney
@Beside
class NumberJourney {

    @Autowired ApplicationContext application;
    @Autowired Numbers numbers;
    @Autowired NumberEar ear;
    @Autowired TransactionTemplate transactions;
    @Autowired InstantSource time;

    private People people;
    private Tenant lotus;

    @BeforeEach
    void business() {
        people = People.in(application);
        lotus = people.business("Lotus Dental");
    }

    @Test
    void a_business_gets_its_first_number_and_sets_it_up(Browser owner) {
        signIn(owner, Role.OWNER);
        owner.see("h2", "No number to set up");
        look(owner, "calling-empty");
        owner.click("Go to Numbers").see("h2", "No number yet");
        look(owner, "numbers-empty");
        owner.click("Connect a number").see("h1", "Connect a number");
        owner.write("Phone number ID", "+91 80 4567 8901")
                .write("WhatsApp Business account ID", "1")
                .click("Try out and connect");
        owner.reads("It is not the telephone number itself");
        look(owner, "number-connect-wrong");

        owner.go("/settings/numbers").click("Get a simulated number");
        owner.reads("ready for calls").see(".check", "Meta takes it.");
        owner.see("#number-slot", "calling on");
        look(owner, "number");

        owner.click("Calling settings").see(".number-live .facts");
        owner.press("[name=callbackPermission]");
        look(owner, "calling-settings");
        owner.click("Change at Meta").reads("Changed at Meta");
        assertThat(number().callbackPermission()).isTrue();

        owner.go("/settings/numbers/app").see("h2", "The common address");
        owner.write("App secret", "my-app-secret").write("Verify token", "my-verify-token");
        owner.click("Store").see("h2", "The address of your own app");
        look(owner, "number-app");

        owner.go("/settings/numbers/" + number().id()).click("Disconnect").see("#disconnect form");
        owner.still().screenshot("number-disconnect").assertAccessible();
        owner.press("#disconnect .btn-stop").see("tbody .state", "Disconnected");
        owner.see("#number-slot", "No number yet");
        owner.click("Lotus Dental").reads("This number is disconnected");
        look(owner, "number-disconnected");
    }

    @Test
    void what_meta_says_shows_up_by_itself(Browser owner, Browser colleague) {
        signIn(owner, Role.OWNER);
        owner.go("/settings/numbers").click("Get a simulated number");
        owner.see("#number-slot", "calling on");
        owner.go("/settings/numbers").click("Get a simulated number").see("h1", "+");
        owner.go("/settings/numbers").see("tbody tr:nth-child(2)");
        signIn(colleague, Role.ADMIN);
        colleague.see("#number-slot", number().international());
        pause();
        owner.see("tbody tr:first-child .state", "Paused");
        look(owner, "numbers");
        colleague.see("#number-slot", "paused");
        colleague.press("#number-slot button").see("#number-menu .menu-item", "calling on");
        colleague.still().screenshot("number-slot-menu").assertAccessible();
        var second = lotus.call(() -> numbers.connected()).getLast().international();
        colleague.press("#number-menu form:nth-of-type(2) button");
        colleague.see("#number-slot button", second);
    }

    private void pause() {
        var paused =
                new Notice.Restricted(
                        "RESTRICTED_BUSINESS_INITIATED_CALLING",
                        true,
                        time.instant().plus(Duration.ofDays(6)),
                        number().e164().substring(1),
                        time.instant());
        var heard = new Heard(null, number().wabaId(), paused);
        lotus.run(() -> transactions.executeWithoutResult(_ -> ear.hear(List.of(heard))));
    }

    private BusinessNumber number() {
        return lotus.call(() -> numbers.connected()).getFirst();
    }

    private void signIn(Browser browser, Role role) {
        browser.go("/settings")
                .write("Mail address", people.hire(role, lotus).mail())
                .write("Password", People.PASSWORD)
                .press("form button");
        browser.see("#number-slot");
    }

    private static void look(Browser browser, String page) {
        browser.wide().screenshotWhole(page + "-wide").assertFits().assertAccessible();
        browser.dark().screenshotWhole(page + "-wide-dark").assertAccessible();
        browser.light().narrow().screenshotWhole(page + "-narrow").assertFits().assertAccessible();
        browser.dark().screenshotWhole(page + "-narrow-dark").assertAccessible();
        browser.light().wide();
    }
}
