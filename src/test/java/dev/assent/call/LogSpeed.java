package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.permission.CountedStatements;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How long the call log takes with 100,000 calls of 5,000 people: the whole answer to a signed-in
 * member, session, rights and markup included. Not part of the tests; run it with {@code mvn test
 * -Dtest=LogSpeed -Dtest.jit=-XX:+TieredCompilation -Dtest.durable=true}, with {@code
 * ASSENT_TEST_MYSQL_URL} for MySQL.
 */
@AssentTest
@Import(CountedStatements.class)
class LogSpeed {

    private static final int CALLS = 100_000;
    private static final int PEOPLE = 5_000;
    private static final int AT_ONCE = 1_000;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 40;

    @Autowired ApplicationContext application;
    @Autowired InstantSource time;
    @Autowired JdbcTemplate batches;
    @Autowired CountedStatements statements;

    private Scene lotus;
    private Visitor agent;
    private Id asha;

    @Test
    void pages_of_fifty() {
        lotus = Scene.lotus(application);
        var person = People.in(application).hire(Role.AGENT, lotus.tenant).signIn();
        agent = person.browser();
        asha = person.account();
        var people = enterPeople();
        var random = new Random(7);
        for (int from = 0; from < CALLS; from += AT_ONCE) {
            enter(people, from, random);
        }
        lotus.in(() -> {
            batches.execute("analyze table contact, contact_word, phone_call");
            return null;
        });
        for (int round = 0; round < 800; round++) {
            agent.fragment("/calling/log?size=50");
        }
        System.out.printf("%-44s %8s %8s %8s%n", "/calling/log?size=50&…", "p50", "p95", "SQL p95");
        for (var query :
                List.of(
                        "",
                        "page=1900",
                        "status=talked",
                        "status=missed&page=100",
                        "direction=in",
                        "agent=" + asha,
                        "from=2026-01-01",
                        "sort=name",
                        "sort=-talked",
                        "q=meera",
                        "q=nobody")) {
            measure("/calling/log?size=50&" + query, query);
        }
        var start = System.nanoTime();
        var bytes = agent.get("/calling/log/export").body().length();
        System.out.printf(
                "export of %,d calls, %,d characters: %.1f s%n",
                CALLS, bytes, (System.nanoTime() - start) / 1e9);
    }

    private void measure(String path, String name) {
        var times = new double[ROUNDS];
        var asking = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            statements.of("/calling/log");
            var start = System.nanoTime();
            var answer = agent.fragment(path);
            if (round >= 0) {
                times[round] = (System.nanoTime() - start) / 1e6;
                asking[round] = statements.nanos() / 1e6;
            }
            assertThat(answer.status()).isEqualTo(200);
        }
        Arrays.sort(times);
        Arrays.sort(asking);
        System.out.printf(
                "%-44s %8.1f %8.1f %8.1f%n",
                name, times[ROUNDS / 2], times[ROUNDS * 95 / 100], asking[ROUNDS * 95 / 100]);
    }

    private List<Id> enterPeople() {
        var names = List.of("Meera", "Jonas", "Asha", "Farah", "Daniel", "Priya", "Lukas", "Inés");
        var people = IntStream.range(0, PEOPLE).mapToObj(_ -> Id.fresh()).toList();
        lotus.in(() -> {
            batches.batchUpdate(
                    """
                    insert into contact (id, name, sort_name, phone, wa_id, country, changed_at)
                    values (?, ?, ?, ?, ?, 'IN', ?)
                    """,
                    IntStream.range(0, PEOPLE)
                            .mapToObj(place -> {
                                var name = names.get(place % names.size()) + " " + place;
                                var phone = "9198%08d".formatted(place);
                                return new Object[] {
                                    people.get(place).value(),
                                    name,
                                    name.toLowerCase() + " " + phone,
                                    "+" + phone,
                                    phone,
                                    time.instant()
                                };
                            })
                            .toList());
            batches.batchUpdate(
                    "insert into contact_word (contact_id, word) values (?, ?)",
                    IntStream.range(0, PEOPLE)
                            .mapToObj(place ->
                                    new Object[] {
                                        people.get(place).value(),
                                        names.get(place % names.size()).toLowerCase()
                                    })
                            .toList());
            return null;
        });
        return people;
    }

    private void enter(List<Id> people, int from, Random random) {
        var rows = new ArrayList<Object[]>();
        for (int place = from; place < from + AT_ONCE; place++) {
            var incoming = random.nextInt(4) == 0;
            var talked = random.nextInt(3) > 0;
            var began = time.instant().minusSeconds(60L * place);
            var picked = talked ? began.plusSeconds(10) : null;
            Instant ended = began.plusSeconds(talked ? 100 : 30);
            var outcome = talked ? "COMPLETED" : incoming ? "MISSED" : "UNANSWERED";
            rows.add(
                    new Object[] {
                        Id.fresh().value(),
                        "wacid.speed." + place,
                        lotus.number.id().value(),
                        people.get(random.nextInt(PEOPLE)).value(),
                        incoming,
                        random.nextInt(10) == 0 ? asha.value() : 17L,
                        "Asha Kulkarni",
                        began,
                        began,
                        began,
                        picked,
                        ended,
                        ended,
                        talked ? 90 : null,
                        outcome
                    });
        }
        lotus.in(() -> {
            batches.batchUpdate(
                    """
                    insert into phone_call (id, wacid, number_id, contact_id, incoming, agent,
                        agent_name, began_at, told_at, ringing_at, picked_up_at, ended_at,
                        terminated_at, seconds, outcome)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    rows);
            return null;
        });
    }
}
