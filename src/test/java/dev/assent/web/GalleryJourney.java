package dev.assent.web;

import dev.assent.AssentJourney;
import dev.assent.Browser;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.ActiveProfiles;

@AssentJourney
@ActiveProfiles("gallery")
class GalleryJourney {

    @Test
    void every_part_looks_right_and_is_accessible(Browser browser) {
        browser.go("/gallery/forms");
        browser.screenshot("forms-wide");
        browser.assertFits().assertAccessible();
        browser.dark().screenshot("forms-wide-dark").assertAccessible();
        browser.light().narrow().screenshot("forms-narrow").assertFits().assertAccessible();
    }
}
