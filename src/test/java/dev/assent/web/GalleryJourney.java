package dev.assent.web;

import dev.assent.AssentJourney;
import dev.assent.Beside;
import dev.assent.Browser;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.ActiveProfiles;

@AssentJourney
@Beside
@ActiveProfiles("gallery")
class GalleryJourney {

    @ParameterizedTest
    @ValueSource(strings = {"forms", "table", "parts", "empty", "plain", "status/404"})
    void every_part_fits_and_is_accessible(String page, Browser browser) {
        browser.expects("status of 404");
        var name = page.replace("/", "-");
        browser.go("/gallery/" + page).see("h1");
        browser.screenshotWhole(name + "-wide").assertFits().assertAccessible();
        browser.dark().screenshotWhole(name + "-wide-dark").assertFits().assertAccessible();
        browser.light().narrow().screenshot(name + "-narrow").assertFits().assertAccessible();
        browser.script("scrollBy(0, 600)");
        browser.dark().screenshot(name + "-narrow-dark").assertFits().assertAccessible();
    }
}
