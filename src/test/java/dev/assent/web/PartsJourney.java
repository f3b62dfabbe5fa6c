package dev.assent.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentJourney;
import dev.assent.Beside;
import dev.assent.Browser;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;

import java.time.Duration;
import java.util.List;

@AssentJourney
@Beside
@ActiveProfiles("gallery")
class PartsJourney {

    private static final String TOLD =
            """
            const app = document.querySelector('script[src$="/app.js"]').src;
            return import(app.replace('app.js', 'countdown.js'))
                .then(({clock, words}) => [clock(arguments[0]), words(arguments[0])]);
            """;

    private static final String COLOURS =
            """
            const of = it => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor];
            const probe = document.body.appendChild(document.createElement('i'));
            probe.style.color = 'var(--on-accent)';
            probe.style.backgroundColor = 'var(--accent-hover)';
            return [of(document.activeElement).join(), of(probe).join()];
            """;

    /** What is lower than 40 px although it is there to be hit. */
    private static final String LOW =
            """
            const things = document.querySelectorAll(
                '.btn, .chip, .form-control, .form-select, .paging-sizes a, .back a, .bar .brand');
            return [...things]
                .filter(it => it.checkVisibility() && it.getBoundingClientRect().height < 39.9)
                .map(it => it.className + ' ' + it.textContent.trim());
            """;

    @Autowired Gallery gallery;

    @Test
    void a_dialog_comes_from_the_server_and_stays_while_its_form_is_wrong(Browser browser) {
        browser.go("/gallery/parts").click("Ask").see("#dialog h2", "Ask Meera?");
        browser.still().screenshot("dialog-wide").assertAccessible();
        browser.click("Send").see("#dialog .field-error", "Write the name you know them by.");
        browser.screenshot("dialog-wrong").assertAccessible();
        browser.write("Name", "阿部 さくら").click("Send");
        browser.see(".toast-words", "Asked “阿部 さくら”. You will see the answer here.");
        browser.missesSoon("#dialog");
        browser.still().screenshot("toast-wide").assertAccessible();
        assertThat(browser.focused().getText()).isEqualTo("Ask");
    }

    @Test
    void a_click_beside_a_dialog_closes_it_and_a_selection_that_ends_there_does_not(
            Browser browser) {
        browser.go("/gallery/parts").click("Ask").write("Name", "Meera");
        new Actions(browser.driver())
                .moveToElement(browser.field("Name"))
                .clickAndHold()
                .moveToLocation(20, 20)
                .release()
                .perform();
        assertThat(browser.field("Name").getAttribute("value")).isEqualTo("Meera");
        new Actions(browser.driver()).moveToLocation(20, 20).click().perform();
        browser.missesSoon("#dialog");
    }

    @Test
    void on_a_phone_a_dialog_is_a_sheet_at_the_bottom(Browser browser) {
        browser.narrow().dark().go("/gallery/parts").click("Ask").see("#dialog h2", "Ask Meera?");
        browser.still().screenshot("dialog-narrow-dark").assertFits().assertAccessible();
        browser.keys(Keys.ESCAPE).missesSoon("#dialog");
        browser.light().click("Remove").see("#remove h2", "Remove Meera?");
        browser.still().screenshot("dialog-narrow").assertAccessible();
        browser.click("Keep").missesSoon("#remove");
    }

    @Test
    void the_question_why_is_answered_where_it_is_asked(Browser browser) {
        browser.go("/gallery/table?sort=name&standing=DECLINED")
                .click("Why can’t I call?")
                .see("#pop", "can’t be called until 14:22");
        browser.still().screenshot("why-wide").assertAccessible();
        browser.keys(Keys.ESCAPE).missesSoon("#pop");
        assertThat(browser.focused().getText()).isEqualTo("Why can’t I call?");
        browser.narrow().dark().click("Why can’t I call?").see("#pop");
        browser.still().screenshot("why-narrow-dark").assertFits().assertAccessible();
    }

    @Test
    void of_two_who_asked_why_one_after_the_other_the_second_is_open(Browser browser) {
        browser.go("/gallery/table?sort=name&standing=DECLINED");
        browser.press("tbody tr:nth-child(1) .why").see("tr:nth-child(1) [aria-expanded=true]");
        browser.press("tbody tr:nth-child(9) .why").see("tr:nth-child(9) [aria-expanded=true]");
        browser.see("#pop");
        assertThat(browser.script("return document.querySelectorAll('[aria-expanded]').length"))
                .isEqualTo(1L);
    }

    @Test
    void the_browser_tells_what_is_left_as_the_server_does(Browser browser) {
        browser.go("/gallery/parts").see("h1");
        for (var left :
                List.of(
                        Duration.ofHours(95).minusSeconds(6),
                        Duration.ofHours(24).plusSeconds(1),
                        Duration.ofHours(24),
                        Duration.ofHours(24).minusSeconds(1),
                        Duration.ofHours(1),
                        Duration.ofSeconds(59),
                        Duration.ZERO)) {
            assertThat(browser.script(TOLD, left.toMillis()))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .as(left.toString())
                    .containsExactly(Moments.clock(left), Moments.words(left));
        }
    }

    @Test
    void a_list_is_searched_filtered_sorted_and_paged_and_one_can_go_back(Browser browser) {
        browser.go("/gallery/table").see(".paging", "1–25 of 412");
        browser.script("window.same = true");
        browser.press("#page-next").see(".paging", "26–50 of 412");
        browser.press("#sort-name").see("th[aria-sort=ascending]", "Contact");
        browser.see(".paging", "1–25 of 412");
        browser.press("#sort-name").see("th[aria-sort=descending]", "Contact");
        browser.press("a.chip[href*=DECLINED]").see("a.chip[aria-current]", "Declined");
        browser.press("input[type=search]").keys("meera").see(".paging", "of 8");
        assertThat(browser.focused().getAttribute("value")).isEqualTo("meera");
        assertThat(browser.address()).contains("q=meera", "standing=DECLINED", "sort=-name");
        browser.keys(" nobody").see("h2", "Nobody matches");
        browser.screenshot("table-nothing-found").assertAccessible();
        assertThat(browser.script("return window.same")).isEqualTo(true);
        browser.driver().navigate().back();
        browser.driver().navigate().back();
        browser.see(".side-link", "Calling");
        browser.see("a.chip[aria-current]", "Declined");
        browser.go("/gallery/table?page=17&size=25").see(".paging", "401–412 of 412");
    }

    @Test
    void what_goes_wrong_is_said_with_what_to_do_next(Browser browser) {
        browser.expects("htmx.min.js").expects("status of 500").expects("status of 403");
        browser.go("/gallery/parts").click("Fail");
        browser.see(".toast-words", "It is not your fault");
        browser.click("Forbidden").see(".toast-words", "This is not open to you");
        browser.still().screenshot("toast-stop").assertAccessible();
        browser.expects("ERR_INTERNET_DISCONNECTED").expects("net::ERR").offline(true);
        browser.click("Fail").see(".toast-words", "No connection.");
        browser.offline(false);
    }

    @Test
    void nothing_is_sent_twice_by_an_impatient_click(Browser browser) {
        browser.go("/gallery/parts").see("#slow-button");
        var before = gallery.slowRequests.get();
        browser.script(
                """
                const button = document.getElementById('slow-button');
                button.click(); button.click(); setTimeout(() => button.click(), 100);
                """);
        browser.see("#slow-button[aria-busy]");
        browser.see("#slow", String.valueOf(before + 1));
        browser.missesSoon("#slow-button[aria-busy]");
        browser.script("document.getElementById('slow-button').click()");
        browser.see("#slow", String.valueOf(before + 2));
        assertThat(gallery.slowRequests.get()).isEqualTo(before + 2);
    }

    @Test
    void the_word_of_the_last_page_is_said_on_the_next(Browser browser) {
        browser.go("/gallery/toast").see(".toast-words", "Saved. 阿部 さくら can be asked now.");
        browser.click("Dismiss").missesSoon(".toast-box");
    }

    @Test
    void the_chosen_theme_stays_and_the_page_is_never_drawn_in_another(Browser browser) {
        browser.go("/gallery/parts").press(".viewer").see("#viewer-menu");
        browser.still().screenshot("viewer-menu-wide").assertAccessible();
        browser.click("Dark").see("html[data-bs-theme=dark]");
        browser.go("/gallery/forms").see("html[data-bs-theme=dark]");
        // Whoever draws before the scripts of the page have run draws dark already.
        assertThat(
                        browser.script(
                                "return document.querySelector('head script').src.includes('theme')"
                                        + " && !document.querySelector('head script').defer"))
                .isEqualTo(true);
        browser.press(".viewer").click("System");
        browser.see("html[data-bs-theme=light]");
        browser.dark().see("html[data-bs-theme=dark]");
    }

    @Test
    void on_a_phone_the_navigation_is_a_drawer(Browser browser) {
        browser.narrow().go("/gallery/table?as=long").click("Menu").see("#nav .side-link");
        browser.still().screenshot("drawer-narrow").assertFits().assertAccessible();
        browser.press(".viewer").see("#viewer-menu");
        browser.still().screenshot("drawer-menu-narrow").assertFits().assertAccessible();
        browser.keys(Keys.ESCAPE).missesSoon("#viewer-menu");
        browser.keys(Keys.ESCAPE).missesSoon("#nav");
        browser.dark().click("Menu").see("#nav .side-link");
        browser.still().screenshot("drawer-narrow-dark").assertAccessible();
    }

    @Test
    void names_of_any_length_and_script_fit_the_frame(Browser browser) {
        browser.go("/gallery/table?as=long").press(".viewer").see("#viewer-menu");
        browser.still().screenshot("viewer-long").assertFits().assertAccessible();
        browser.dark().go("/gallery/table?as=arabic").press(".viewer").see("#viewer-menu");
        browser.still().screenshot("viewer-arabic-dark").assertFits().assertAccessible();
    }

    @Test
    void everything_can_be_reached_by_keyboard(Browser browser) {
        browser.go("/gallery/table?sort=name").tab(1);
        assertThat(browser.focused().getText()).isEqualTo("Skip to content");
        browser.still().screenshot("keyboard-skip").keys(Keys.ENTER).tab(1);
        assertThat(browser.focused().getText()).isEqualTo("New broadcast");
        browser.screenshot("keyboard-focus");
        browser.tab(8);
        assertThat(browser.focused().getAttribute("type")).isEqualTo("search");
        browser.tab(2).keys(Keys.ENTER).see("a.chip[aria-current]", "Granted");
        assertThat(browser.focused().getText()).startsWith("Granted");
    }

    @Test
    void a_button_keeps_its_colour_under_the_focus(Browser browser) {
        browser.go("/gallery/table?sort=name").tab(1).keys(Keys.ENTER).tab(1);
        browser.tab(1);
        assertThat(browser.focused().getText()).isEqualTo("Send permission request");
        var colours = (List<?>) browser.script(COLOURS);
        assertThat(colours.getFirst()).isEqualTo(colours.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"table?sort=name", "forms", "parts", "plain"})
    void a_thumb_hits_what_there_is_to_hit(String page, Browser browser) {
        browser.narrow().go("/gallery/" + page).see("h1");
        assertThat(browser.script(LOW)).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
    }
}
