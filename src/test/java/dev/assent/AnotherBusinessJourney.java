package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import java.util.List;

/** Whoever copies an address to another business finds nothing there. */
@AssentJourney
@TestPropertySource(properties = Stage.OWN_SCHEMAS)
class AnotherBusinessJourney {

    @Test
    void what_belongs_to_one_business_is_nothing_to_another(Browser lotus, Browser harbor) {
        Stage.signInToDemo(lotus, "owner@lotus.example", "/calling");
        Stage.signInToDemo(harbor, "owner@harbor.example", "/calling");
        harbor.expects("404");
        for (var path : addresses(lotus)) {
            assertThat(Stage.status(lotus, path)).as(path).isEqualTo(200);
            assertThat(Stage.status(harbor, path)).as(path).isEqualTo(404);
            harbor.go(path).see("h1", "There is nothing here");
            assertThat(harbor.see("main").getText()).as(path).doesNotContain("+91");
        }
    }

    /** Every kind of address with an identity in it: pages, and the parts that they ask for. */
    private static List<String> addresses(Browser browser) {
        var person = Stage.identity(browser, "/calling", "contact");
        var request =
                "/calling/requests/" + Stage.identity(browser, "/calling/requests", "request");
        var template =
                "/calling/templates/" + Stage.identity(browser, "/calling/templates", "template");
        var number = Stage.identity(browser, "/settings/numbers", "number");
        return List.of(
                "/contacts/" + person,
                "/contacts/" + person + "/edit",
                "/contacts/" + person + "/permission-request",
                "/contacts/" + person + "/permission",
                "/contacts/" + person + "/timeline",
                "/calling/rows/" + person,
                "/calling/" + person + "/why?about=ask",
                request,
                request + "/row",
                template,
                "/settings/numbers/" + number,
                "/settings/numbers/" + number + "/row",
                "/settings/numbers/" + number + "/needs",
                "/settings/calling/" + number + "/live");
    }
}
