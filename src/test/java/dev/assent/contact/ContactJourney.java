package dev.assent.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentJourney;
import dev.assent.Beside;
import dev.assent.Browser;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

@AssentJourney
@Beside
class ContactJourney {

    @Autowired ApplicationContext application;
    @Autowired Contacts contacts;
    @Autowired MarketingWishes wishes;
    @Autowired TransactionTemplate transactions;
    @Autowired JdbcTemplate batches;
    @Autowired InstantSource time;

    Tenant lotus;
    People.Person asha;

    @BeforeEach
    void hire() {
        var people = People.in(application);
        lotus = people.business("Lotus Dental");
        asha = people.hire(Role.AGENT, lotus);
    }

    @Test
    void a_list_is_searched_filtered_sorted_and_paged_and_keeps_up(Browser browser) {
        in(() -> Crowd.enter(new Crowd(11, time.instant()).of(120), batches));
        enter("Óscar Maximiliano Fernández-Villaverde y Montes de Oca", "+34612884210");
        var blocked = enter("عبد الرحمن بن محمد آل الشيخ", "+971501234567");
        enter("阿部 さくら", "+819012345678");
        var nameless = in(() -> contacts.enter(new PhoneNumber("+4917112345678")).id());
        in(() -> {
            contacts.noteUnreachable(blocked, time.instant());
            contacts.label(
                    List.of(new Contacts.Labelled(nameless, Label.GRANTED, null, time.instant())));
        });
        signIn(browser);
        shots(browser, "/contacts", "contacts");
        shots(browser, "/contacts?status=granted&sort=until", "contacts-granted");
        shots(browser, "/contacts?q=nobody%20like%20that", "contacts-nobody");

        browser.wide().light().go("/contacts");
        browser.field("Search: Name or number").sendKeys("fernandez-villaverde y");
        browser.missesSoon("#page-next").see(".who-name", "Óscar Maximiliano");
        assertThat(browser.address()).isEqualTo("/contacts?q=fernandez-villaverde%20y");
        browser.waits(
                "keeps the focus", () -> "search-q".equals(browser.focused().getAttribute("id")));

        browser.go("/contacts");
        browser.press("#page-next");
        browser.reads("26–50");
        browser.script("document.querySelector('.rows tbody a').focus()");
        var focused = browser.focused().getAttribute("id");
        enter("Aaron Newcomer", "+14155550134");
        browser.reads("of 125");
        assertThat(browser.focused().getAttribute("id")).isEqualTo(focused);
    }

    @Test
    void a_contact_is_added_found_wrong_mended_and_renamed(Browser browser) {
        signIn(browser);
        browser.expects("404");
        shots(browser, "/contacts", "contacts-empty");
        browser.wide().light().go("/contacts").click("Add a contact");
        shots(browser, "/contacts/new", "contact-new");

        browser.wide().light().go("/contacts/new").write("Number on WhatsApp", "12").click("Save");
        browser.reads("Write the name you know them by.");
        browser.reads("This can be no telephone number.");
        look(browser, "contact-new-wrong");
        browser.wide().light();

        enter("Meera Raghunathan", "+919886021144");
        browser.write("Name", "Meera").write("Number on WhatsApp", "+91 98860-21144").click("Save");
        browser.reads("This number is taken already.");
        look(browser, "contact-new-taken");
        browser.wide().light();
        browser.write("Number on WhatsApp", "+91 98860-21145").click("Save");
        browser.reads("Meera is saved.").reads("+91 98860 21145").reads("India");
        browser.click("Edit").write("Name", "Meera Rao").click("Save");
        browser.see("h1", "Meera Rao");
    }

    @Test
    void a_persons_page_keeps_up_and_tells_their_time(Browser browser) {
        var oscar =
                enter("Óscar Maximiliano Fernández-Villaverde y Montes de Oca", "+819012345678");
        signIn(browser);
        browser.expects("404");
        browser.go("/contacts/" + oscar).see("time[data-zone]");
        in(() -> {
            contacts.noteUnreachable(oscar, time.instant().minus(Duration.ofDays(3)));
            wishes.note(List.of(new MarketingWishes.Wish(oscar, true, time.instant())));
        });
        browser.reads("Not on WhatsApp.").reads("No marketing, please.");
        look(browser, "contact");
        browser.wide().light();
        in(() -> contacts.change(oscar, "Óscar", null));
        browser.waits("has the new name", () -> browser.see("h1").getText().equals("Óscar"));
        in(() ->
                contacts.label(
                        List.of(
                                new Contacts.Labelled(
                                        oscar, Label.GRANTED, null, time.instant()))));
        browser.go("/contacts/" + oscar + "/edit").reads("This number has a history on WhatsApp");
        look(browser, "contact-edit-fixed");
    }

    @Test
    void a_name_of_one_long_word_stays_inside_the_card(Browser browser) {
        var person = enter("Wolfeschlegelsteinhausenbergerdorffwelchevorfahren", "+4915123456789");
        signIn(browser);
        browser.narrow().go("/calls/new?contact=" + person).see(".call-there");
        assertThat(
                        browser.script(
                                """
                                const card = document.querySelector('main > .card');
                                const edge = card.getBoundingClientRect().right;
                                return [...card.querySelectorAll('*')]
                                    .filter(e => e.checkVisibility()
                                        && e.getBoundingClientRect().right > edge)
                                    .map(e => e.tagName + '.' + e.className);
                                """))
                .isEqualTo(List.of());
    }

    private void signIn(Browser browser) {
        browser.go("/contacts")
                .write("Mail address", asha.mail())
                .write("Password", People.PASSWORD)
                .keys("\n");
        browser.see("nav");
        browser.waits("is signed in", () -> !browser.address().startsWith("/login"));
    }

    private static void shots(Browser browser, String path, String name) {
        browser.wide().light().go(path);
        look(browser, name);
    }

    /** The page as it is, at both sizes, light and dark; fit and accessible in each. */
    private static void look(Browser browser, String name) {
        for (var dark : List.of(false, true)) {
            (dark ? browser.dark() : browser.light()).wide();
            browser.still().assertAccessible().assertFits();
            browser.screenshot(name + "-1440" + (dark ? "-dark" : ""));
            browser.narrow().still().assertAccessible().assertFits();
            browser.screenshot(name + "-360" + (dark ? "-dark" : ""));
        }
    }

    private Id enter(String name, String phone) {
        return in(() -> contacts.enter(new PhoneNumber(phone), name).id());
    }

    private void in(Runnable work) {
        lotus.run(() -> transactions.executeWithoutResult(_ -> work.run()));
    }

    private <T> T in(Supplier<T> work) {
        return lotus.call(() -> transactions.execute(_ -> work.get()));
    }
}
