package dev.assent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Assignments;
import dev.assent.contact.Contact;
import dev.assent.contact.Crowd;
import dev.assent.permission.Chronicle;
import dev.assent.permission.Scene;
import dev.assent.rules.Happening;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How long Messages takes with 20,000 conversations, of which every third ends with what the ledger
 * tells, and 500 messages in the thread: the whole answer to a signed-in member, session, rights
 * and markup included. Not part of the tests; run it with {@code mvn test -Dtest=ChatSpeed
 * -Dtest.jit=-XX:+TieredCompilation -Dtest.durable=true}, with {@code ASSENT_TEST_MYSQL_URL} for
 * MySQL.
 */
@AssentTest
class ChatSpeed {

    private static final int CONVERSATIONS = 20_000;
    private static final int AT_ONCE = 1_000;
    private static final int LINES = 500;
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 60;
    private static final String[] SAID = {
        "Hello, I have pain in a lower molar since yesterday. Can someone advise me?",
        "¿Tienen cita para el jueves por la tarde?",
        "Thank you, see you next month.",
        "Ist mein Gravelbike schon fertig?",
        "Of course. May we call you in the evening?"
    };

    @Autowired ApplicationContext application;
    @Autowired InstantSource time;
    @Autowired JdbcTemplate batches;
    @Autowired Messages messages;
    @Autowired Conversations conversations;
    @Autowired Chronicle chronicle;
    @Autowired Assignments assignments;

    private final Random random = new Random(11);
    private Scene lotus;
    private People.Person asha;
    private Visitor agent;
    private List<Contact> everybody;

    @Test
    void lists_and_threads() {
        lotus = Scene.lotus(application);
        asha = People.in(application).hire(Role.AGENT, lotus.tenant);
        everybody = new Crowd(7, time.instant()).of(CONVERSATIONS);
        for (int from = 0; from < CONVERSATIONS; from += AT_ONCE) {
            enter(from);
        }
        lotus.in(() -> {
            batches.execute(
                    "analyze table contact, pair, happening, request, message, conversation");
            return null;
        });
        agent = asha.signIn().browser();
        var deep = deep();
        var thread = "/messages/" + everybody.getFirst().id();
        for (int round = 0; round < WARM_UP; round++) {
            agent.fragment("/messages");
            agent.page(thread);
        }
        System.out.printf("%-44s %8s %8s %8s%n", "", "p50 ms", "p95 ms", "max ms");
        measure("the newest conversations", "/messages");
        measure("mine", "/messages?show=mine");
        measure("unassigned", "/messages?show=unassigned");
        measure("300 conversations further down", "/messages/rows?behind=" + deep);
        measure("search for a name that many have", "/messages?q=meera");
        measure("search for a name and surname", "/messages?q=meera+raghu");
        measure("search for words", "/messages?q=gravelbike");
        measure("search for a number", "/messages?q=%2B9198000012");
        measure("search for nobody", "/messages?q=nobody");
        measure("one row", "/messages/rows/" + everybody.getFirst().id());
        measure("count of what is unread", "/messages/unread");
        measure("whole page with thread and list", thread);
        measure("the newest lines of the thread", thread + "/newest");
        measure("50 lines before them", thread + "/earlier?before=" + before(thread));
        measure("the window", thread + "/window");
    }

    private void measure(String name, String path) {
        var times = new double[ROUNDS];
        for (int round = -10; round < ROUNDS; round++) {
            var start = System.nanoTime();
            var answer = name.startsWith("whole") ? agent.page(path) : agent.fragment(path);
            if (round >= 0) {
                times[round] = (System.nanoTime() - start) / 1e6;
            }
            assertThat(answer.status()).isEqualTo(200);
        }
        Arrays.sort(times);
        System.out.printf(
                "%-44s %8.1f %8.1f %8.1f%n",
                name, times[ROUNDS / 2], times[ROUNDS * 95 / 100], times[ROUNDS - 1]);
    }

    private String deep() {
        var behind = "";
        for (int piece = 0; piece < 10; piece++) {
            var body = agent.fragment("/messages/rows?behind=" + behind).body();
            behind = body.replaceFirst("(?s).*behind=([^\"&]+)\".*", "$1");
        }
        return behind;
    }

    private String before(String thread) {
        return agent.page(thread).body().replaceFirst("(?s).*/earlier\\?before=([^\"]+)\".*", "$1");
    }

    private void enter(int from) {
        lotus.in(() -> {
            var written = new ArrayList<Message>();
            var last = new ArrayList<Conversations.Written>();
            var now = time.instant();
            for (int number = from; number < from + AT_ONCE; number++) {
                var id = everybody.get(number).id();
                var lines = number == 0 ? LINES : 4;
                var at = now.minusSeconds(random.nextInt(30, 3_000_000)).minusSeconds(lines * 60L);
                for (int line = 0; line < lines; line++) {
                    at = at.plusSeconds(random.nextInt(1, 60));
                    written.add(message(id, at, line % 2 == 0));
                }
                last.add(new Conversations.Written(written.getLast(), number % 40 == 0 ? 1 : 0));
            }
            Crowd.enter(everybody.subList(from, from + AT_ONCE), batches);
            for (int number = from; number < from + AT_ONCE; number += 3) {
                assignments.enter(everybody.get(number).id(), asha.account());
            }
            messages.addAll(written);
            conversations.written(last);
            for (int place = 0; place < last.size(); place += 3) {
                ledger(last.get(place).last());
            }
            return null;
        });
    }

    private Message message(Id contact, Instant at, boolean incoming) {
        var id = Id.fresh();
        return new Message(
                id,
                contact,
                lotus.number.id(),
                at,
                incoming,
                "text",
                SAID[random.nextInt(SAID.length)],
                null,
                null,
                null,
                incoming ? "" : "Asha Kulkarni",
                null,
                null,
                "wamid." + id,
                incoming ? null : Delivery.READ,
                null,
                null,
                null,
                null,
                null);
    }

    /** Asked behind what was written last, and allowed; some were called. */
    private void ledger(Message last) {
        var at = last.at().plusSeconds(10);
        var attempt = Id.fresh();
        var happened = new ArrayList<Happening>();
        happened.add(new Happening.Message("message", last.at()));
        happened.add(
                new Happening.HandedOver(attempt + ":h", at, attempt.toString(), "w" + attempt));
        happened.add(
                new Happening.Accept(
                        "a" + attempt,
                        at.plusSeconds(5),
                        "w" + attempt,
                        false,
                        false,
                        at.plus(Duration.ofDays(7))));
        chronicle.enter(
                lotus.number,
                last.contactId(),
                at.minusSeconds(900),
                List.of(
                        new Chronicle.PastRequest(
                                attempt, at, null, null, "May we call you?", "Asha Kulkarni")),
                happened);
    }
}
