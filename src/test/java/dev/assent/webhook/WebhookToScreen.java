package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentJourney;
import dev.assent.Browser;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.contact.Contact;
import dev.assent.permission.Scene;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * How long it takes from a webhook to the row that it changes, in a browser that has {@code
 * /calling} open. Not part of the tests; run it with {@code mvn test -Dtest=WebhookToScreen}.
 */
@AssentJourney
@TestPropertySource(properties = "test.schemas=_w")
class WebhookToScreen {

    private static final int PEOPLE = 55;
    private static final int WARM_UP = 10;
    private static final int COUNT = 110;

    @Autowired ApplicationContext application;
    @LocalServerPort int port;

    private final Random random = new Random(7);

    /** One webhook: what the row says after it, and when it was handed over and answered. */
    private record Told(String change, long posted, long answered) {}

    @Test
    void from_webhook_to_row(Browser browser) throws Exception {
        var scene = Scene.lotus(application);
        var people = IntStream.range(0, PEOPLE).mapToObj(_ -> scene.stranger()).toList();
        open(browser, People.in(application).hire(Role.AGENT, scene.tenant).mail());
        browser.script(
                """
                window.seen = {};
                new MutationObserver(records => {
                    const now = Date.now();
                    for (const row of records.flatMap(({ addedNodes }) => [...addedNodes])) {
                        if (row.matches?.('tr[id]')) {
                            const word = row.querySelector('.state').textContent.trim();
                            seen[`${row.id} ${word.split(' ')[0]}`] ??= now;
                        }
                    }
                }).observe(document.querySelector('.rows tbody'), { childList: true });
                """);
        var told = tell(scene, people);
        browser.waits("sees all", () -> seen(browser).size() >= told.size());
        var seen = seen(browser);
        var measured = told.subList(WARM_UP, told.size());
        report("webhook → row", measured, one -> seen.get(one.change()) - one.posted());
        report("webhook → 200", measured, one -> one.answered() - one.posted());
        assertThat(seen.keySet()).containsAll(told.stream().map(Told::change).toList());
    }

    /** First everybody allows; once all have, everybody takes it back. */
    private List<Told> tell(Scene scene, List<Contact> people) throws Exception {
        var meta = Posting.toPlatform(port);
        var told = new ArrayList<Told>();
        for (var number = 0; number < COUNT; number++) {
            var round = number / PEOPLE;
            var person = people.get(number % PEOPLE);
            var accepts = round % 2 == 0;
            var item = reply(scene, person, accepts, round);
            LockSupport.parkNanos(Duration.ofMillis(200 + random.nextInt(600)).toNanos());
            var posted = System.currentTimeMillis();
            assertThat(meta.post(item)).isEqualTo(200);
            told.add(
                    new Told(
                            "contact-%s %s".formatted(person.id(), accepts ? "Granted" : "Revoked"),
                            posted,
                            System.currentTimeMillis()));
        }
        return told;
    }

    private static String reply(Scene scene, Contact person, boolean accepts, int round) {
        return Posting.body(
                scene.number.phoneNumberId(),
                """
                "messages":[{"from":"%s","id":"%s","timestamp":"%d","type":"interactive",\
                "interactive":{"type":"call_permission_reply","call_permission_reply":{\
                "response":"%s","is_permanent":%b,"response_source":"user_action"}}}]\
                """
                        .formatted(
                                person.phone().digits(),
                                Scene.wamid(),
                                scene.now().getEpochSecond() + round,
                                accepts ? "accept" : "reject",
                                accepts));
    }

    private static void open(Browser browser, String mail) {
        browser.go("/calling?size=100")
                .write("Mail address", mail)
                .write("Password", People.PASSWORD)
                .click("Sign in")
                .see("html[data-stream=live]");
        browser.waits(
                "has all rows",
                () ->
                        browser.script("return document.querySelectorAll('tbody tr').length")
                                .equals((long) PEOPLE));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Long> seen(Browser browser) {
        return (Map<String, Long>) browser.script("return seen");
    }

    private interface Span {
        long of(Told told);
    }

    private static void report(String what, List<Told> told, Span span) {
        var sorted = told.stream().mapToLong(span::of).sorted().toArray();
        System.out.printf(
                "%-14s n=%d  p50 %d ms  p95 %d ms  max %d ms%n",
                what,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[(int) Math.ceil(sorted.length * 0.95) - 1],
                sorted[sorted.length - 1]);
    }
}
