package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.contact.Crowd;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long the status table takes with 100,000 contacts, each with a ledger: the whole answer to a
 * signed-in member, session, rights and markup included. The processor time of application,
 * database and this test together stays the same on a busy machine. Not part of the tests; run it
 * with {@code mvn test -Dtest=StatusSpeed -Dtest.jit=-XX:+TieredCompilation -Dtest.durable=true},
 * with {@code ASSENT_TEST_MYSQL_URL} for MySQL.
 */
@AssentTest
@Import(CountedStatements.class)
class StatusSpeed {

    private static final int CONTACTS = 100_000;
    private static final int AT_ONCE = 1_000;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 40;

    @Autowired ApplicationContext application;
    @Autowired InstantSource time;
    @Autowired JdbcTemplate batches;
    @Autowired Pairs pairs;
    @Autowired Ledger ledger;
    @Autowired Requests requests;
    @Autowired Rulebook rulebook;
    @Autowired CountedStatements statements;

    private Scene lotus;
    private Visitor agent;

    @Test
    void pages_of_fifty() {
        lotus = Scene.lotus(application);
        var everybody = new Crowd(7, time.instant()).of(CONTACTS);
        var histories = new Histories(7, time.instant());
        for (int from = 0; from < CONTACTS; from += AT_ONCE) {
            enter(everybody.subList(from, from + AT_ONCE), histories);
        }
        lotus.in(() -> {
            batches.execute("analyze table contact, contact_word, pair, happening, request");
            return null;
        });
        agent = People.in(application).hire(Role.AGENT, lotus.tenant).signIn().browser();
        var number = "number=" + lotus.number.id();
        for (int round = 0; round < 1_000; round++) {
            agent.fragment("/calling?size=50");
        }
        System.out.printf(
                "%-44s %8s %8s %8s %8s %8s%n",
                "/calling?size=50&…", "CPU ms", "p50 ms", "p95 ms", "SQL p50", "SQL p95");
        for (var query :
                List.of(
                        "",
                        "sort=name",
                        "sort=name&page=1000",
                        "sort=until",
                        "sort=until&page=200",
                        "sort=-changed&page=1000",
                        "sort=-changed&page=1900",
                        "status=granted",
                        "status=granted&sort=until",
                        "status=granted&sort=name&page=100",
                        "status=not_requested&sort=name&page=500",
                        "status=revoked&sort=name&page=20",
                        number,
                        number + "&sort=name",
                        number + "&sort=name&page=1000",
                        number + "&sort=until&page=200",
                        number + "&sort=until&status=granted",
                        number + "&sort=name&status=granted&page=100",
                        "q=nobody",
                        "q=meera",
                        "q=meera&status=granted&sort=until",
                        "q=meera+nair&sort=name",
                        "q=a&sort=name&page=50",
                        "q=a+m&sort=until",
                        "q=%2B91",
                        "q=9198003",
                        "q=0921",
                        number + "&q=meera&status=granted",
                        number + "&q=%2B91&sort=name",
                        number + "&q=a&sort=until")) {
            measure("/calling?size=50&" + query, query.replace(number, "number=…"));
        }
        measure("/calling/rows/" + everybody.getFirst().id(), "one row");
        for (var query :
                List.of(
                        "",
                        "sort=-asked&page=390",
                        "sort=name",
                        "sort=name&page=390",
                        "sort=name&status=expired&page=150",
                        "sort=name&asker=Ravi&page=150",
                        "sort=expires",
                        "sort=expires&page=390",
                        "status=allowed",
                        "status=expired&page=150",
                        "q=meera",
                        "q=%2B91&sort=name",
                        "q=9198003",
                        "asker=Ravi",
                        "asker=Ravi&status=allowed&sort=expires")) {
            measure("/calling/requests?size=50&" + query, "requests: " + query);
        }
    }

    private void measure(String path, String name) {
        var times = new double[ROUNDS];
        var asking = new double[ROUNDS];
        var working = 0L;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            if (round == 0) {
                working = working();
            }
            statements.of(path.replaceFirst("\\?.*", ""));
            var start = System.nanoTime();
            var answer = agent.fragment(path);
            if (round >= 0) {
                times[round] = (System.nanoTime() - start) / 1e6;
                asking[round] = statements.nanos() / 1e6;
            }
            assertThat(answer.status()).isEqualTo(200);
        }
        var worked = (working() - working) / 1e6 / ROUNDS;
        Arrays.sort(times);
        Arrays.sort(asking);
        System.out.printf(
                "%-44s %8.1f %8.1f %8.1f %8.1f %8.1f%n",
                name,
                worked,
                times[ROUNDS / 2],
                times[ROUNDS * 95 / 100],
                asking[ROUNDS / 2],
                asking[ROUNDS * 95 / 100]);
    }

    /** Processor time of application and database so far, in nanoseconds. */
    private static long working() {
        return Stream.concat(Stream.of(ProcessHandle.current()), databases())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToLong(Duration::toNanos)
                .sum();
    }

    private static Stream<ProcessHandle> databases() {
        var own = ProcessHandle.current().descendants().toList();
        return own.isEmpty()
                ? ProcessHandle.allProcesses()
                        .filter(process -> process.info().command().orElse("").endsWith("mysqld"))
                : own.stream();
    }

    private void enter(List<Contact> contacts, Histories histories) {
        lotus.in(() -> {
            Crowd.enter(contacts, batches);
            var policy = rulebook.policy();
            var now = time.instant();
            var pairOf = pairs(contacts, now);
            var entries = new ArrayList<Ledger.Entry>();
            var changes = new ArrayList<Change>();
            for (var contact : contacts) {
                var pair = pairOf.get(contact.id());
                var history = histories.of(contact);
                history.requests().forEach(request -> requests.add(pair, request));
                var book = new Book(pair, List.of());
                history.happenings().forEach(book::post);
                book.posted()
                        .forEach(happening -> entries.add(new Ledger.Entry(pair.id(), happening)));
                changes.add(Change.whole(book, policy, now));
            }
            ledger.append(entries);
            pairs.save(changes.stream().map(Change::pair).toList());
            requests.save(changes.stream().flatMap(change -> change.lives().stream()).toList());
            return null;
        });
    }

    private Map<Id, Pair> pairs(List<Contact> contacts, Instant now) {
        pairs.ids(
                contacts.stream()
                        .map(contact -> new Pair.Key(lotus.number.id(), contact.id()))
                        .collect(Collectors.toSet()),
                now);
        return pairs.ofContacts(contacts.stream().map(Contact::id).toList()).stream()
                .collect(Collectors.toMap(Pair::contact, Function.identity()));
    }
}
