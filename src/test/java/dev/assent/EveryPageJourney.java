package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.tenancy.Control;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Each page of the product fits a desk and a small phone, and is accessible, light and dark. */
@AssentJourney
@TestPropertySource(properties = Stage.OWN_SCHEMAS)
class EveryPageJourney {

    /** What htmx asks for alone, and is seen on the pages above. */
    private static final Set<String> PARTS =
            Set.of(
                    "/calling/alerts",
                    "/calling/callbacks/{id}/row",
                    "/calling/log/{id}/row",
                    "/calling/number",
                    "/calling/ready/rows/{contact}",
                    "/calling/requests/{request}/row",
                    "/calling/rows/{contact}",
                    "/calling/tally",
                    "/calls/icon",
                    "/calls/new/verdict",
                    "/calls/panel",
                    "/contacts/{contact}/permission",
                    "/contacts/{contact}/timeline",
                    "/messages/filters",
                    "/messages/rows",
                    "/messages/rows/{contact}",
                    "/messages/unread",
                    "/messages/{contact}/earlier",
                    "/messages/{contact}/head",
                    "/messages/{contact}/newest",
                    "/messages/{contact}/window",
                    "/settings/calling/{id}/live",
                    "/settings/numbers/{id}/needs",
                    "/settings/numbers/{id}/row",
                    "/simulator/phones/list",
                    "/simulator/phones/{number}/{person}/more",
                    "/simulator/phones/{number}/{person}/screen");

    /**
     * What leads elsewhere at once, and what only a letter opens: another journey looks at that.
     */
    private static final Set<String> ELSEWHERE =
            Set.of("/", "/settings", "/business", "/signup/{token}", "/password/{token}");

    /** What takes something that the demo does not bring, or more than an address. */
    private static final Set<String> PREPARED =
            Set.of("/simulator/mail/{id}", "/platform/inbox", "/calls/new");

    private static final List<String> SIGNED_OUT =
            List.of("/login", "/signup", "/signup/sent", "/password", "/password/sent");

    private static final List<String> SIMULATOR =
            List.of(
                    "/simulator",
                    "/simulator/phones/{number}/{person}",
                    "/simulator/accounts",
                    "/simulator/templates",
                    "/simulator/webhooks",
                    "/simulator/log",
                    "/simulator/mail",
                    "/simulator/settings");

    private static final List<String> AT_WORK =
            List.of(
                    "/calling",
                    "/calling/{contact}/why",
                    "/calling/ready",
                    "/calling/callbacks",
                    "/calling/callbacks/{callback}",
                    "/calling/callbacks/{callback}/edit",
                    "/calling/log",
                    "/calling/log/{call}/note",
                    "/calling/requests",
                    "/calling/requests/new",
                    "/calling/requests/{request}",
                    "/calling/templates",
                    "/calling/templates/new",
                    "/calling/templates/{template}",
                    "/contacts",
                    "/contacts/new",
                    "/contacts/{contact}",
                    "/contacts/{contact}/edit",
                    "/contacts/{contact}/permission-request",
                    "/messages",
                    "/messages/{contact}",
                    "/messages/{contact}/template",
                    "/settings/numbers",
                    "/settings/numbers/new",
                    "/settings/numbers/app",
                    "/settings/numbers/{number}",
                    "/settings/calling",
                    "/settings/calling/buttons",
                    "/settings/rules",
                    "/settings/api-keys",
                    "/settings/audit");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired @Control JdbcClient control;

    @Test
    void no_page_is_forgotten_and_none_is_named_that_is_gone() {
        var named = new TreeSet<String>();
        for (var pages : List.of(SIGNED_OUT, SIMULATOR, AT_WORK, PARTS, PREPARED, ELSEWHERE)) {
            pages.forEach(page -> named.add(nameless(page)));
        }
        assertThat(named).isEqualTo(pages());
    }

    @Test
    void pages_for_those_who_are_not_signed_in(Browser browser) {
        SIGNED_OUT.forEach(page -> look(browser.go(page)));
        browser.expects("403").expects("404");
        look(browser.go("/simulator/nothing/of/that/kind").reads("There is nothing here"));
        browser.script(
                """
                const form = document.createElement('form');
                form.method = 'post';
                form.action = '/signup';
                document.body.append(form);
                form.submit();
                """);
        browser.waits("is refused", () -> !browser.address().contains("nothing"));
        browser.see("h1");
        look(browser);
    }

    @Test
    void pages_of_the_simulator(Browser browser) {
        var chat = Map.of("number", "100000000000001", "person", "923005517788");
        SIMULATOR.forEach(page -> look(browser.go(filled(page, chat))));
    }

    @Test
    void a_letter_of_the_simulator(Browser browser) {
        browser.go("/password").write("Mail address", "agent@lotus.example");
        browser.press("main form button")
                .waits("is sent", () -> browser.address().contains("sent"));
        browser.go("/simulator/mail").press("a[href^='/simulator/mail/']");
        browser.see(".sim-letter");
        look(browser);
    }

    @Test
    void the_page_of_the_operator(Browser browser) {
        control.sql(
                        """
                        insert into inbox (content_key, waba_id, phone_number_id, field,
                            received_at, body, state, attempts, trouble)
                        values (unhex(sha2(uuid(), 256)), '1', '2', 'messages',
                            now(3), '{}', 'ASIDE', 8, 'A reason that takes some words')
                        """)
                .update();
        Stage.signInToDemo(browser, Stage.OPERATOR, "/platform/inbox");
        look(browser.reads("A reason that takes some words"));
    }

    @Test
    void pages_for_those_at_work(Browser browser) {
        Stage.signInToDemo(browser, "owner@lotus.example", "/calling");
        var known =
                Map.of(
                        "contact", Stage.identity(browser, "/calling", "contact"),
                        "request", Stage.identity(browser, "/calling/requests", "request"),
                        "callback", Stage.identity(browser, "/calling/callbacks", "callback"),
                        "call", Stage.identity(browser, "/calling/log", "call"),
                        "template", Stage.identity(browser, "/calling/templates", "template"),
                        "number", Stage.identity(browser, "/settings/numbers", "number"));
        AT_WORK.forEach(page -> look(browser.go(filled(page, known))));
        look(browser.go("/calls/new?contact=" + known.get("contact")));
        browser.expects("404");
        look(browser.go("/contacts/" + known.get("number")).reads("There is nothing here"));
    }

    @Test
    void what_opens_above_a_page(Browser browser) {
        Stage.signInToDemo(browser, "owner@lotus.example", "/calling");
        browser.press("a.why").see("#pop", "Rule");
        look(browser);
        browser.wide().go("/calling").press("tbody a[id^=ask-]").see("dialog[open] #ask-preview");
        look(browser);
        browser.wide().go("/calling").press("tbody .btn-go").see("dialog[open] #call-now:enabled");
        look(browser);
        browser.wide().go("/calling").press("#ask-somebody").see("dialog[open] .whom-list");
        look(browser);
        browser.wide().go("/messages").press(".chat-item").see("#composer");
        browser.press("#agent").see("#agent-menu:popover-open");
        look(browser);
        browser.wide().press("#composer-template").see("dialog[open] #ask-preview");
        look(browser);
        browser.wide().go("/calling/callbacks").press("tbody a.why").see("#pop .timeline");
        look(browser);
        browser.wide().go("/calling/callbacks").press("tbody a[id^=edit-]");
        browser.see("dialog[open] #callback-note");
        look(browser);
        browser.wide().go("/calling/log").press("tbody a[id^=note-]");
        browser.see("dialog[open] #note-text");
        look(browser);
    }

    /** As {@link #nameless} addresses: every page that a controller draws. */
    private Set<String> pages() {
        var pages = new TreeSet<String>();
        mappings.getHandlerMethods()
                .forEach((mapping, handler) -> {
                    var methods = mapping.getMethodsCondition().getMethods();
                    if (isOurs(handler) && methods.contains(RequestMethod.GET)) {
                        mapping.getPatternValues().forEach(pattern -> pages.add(nameless(pattern)));
                    }
                });
        return pages;
    }

    private static boolean isOurs(HandlerMethod handler) {
        return handler.getBeanType().getPackageName().startsWith("dev.assent")
                && AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Controller.class)
                && !AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class)
                && !handler.hasMethodAnnotation(ResponseBody.class)
                && handler.getReturnType().getParameterType() == String.class;
    }

    /** The address whatever its variables are called. */
    private static String nameless(String pattern) {
        return pattern.replaceAll("\\{[^}]*}", "{}");
    }

    private static String filled(String pattern, Map<String, String> known) {
        var address = pattern;
        for (var one : known.entrySet()) {
            address = address.replace("{" + one.getKey() + "}", one.getValue());
        }
        return address;
    }

    private static void look(Browser browser) {
        browser.missesSoon(".waiting").light().wide();
        browser.still().assertFits().assertAccessible();
        browser.dark().assertContrasts();
        browser.narrow().still().assertFits().assertContrasts();
        browser.light().assertAccessible();
        browser.wide();
    }
}
