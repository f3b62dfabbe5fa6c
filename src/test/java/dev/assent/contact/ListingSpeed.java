package dev.assent.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenants;
import dev.assent.web.PageRequest;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How long lists of 100,000 contacts take, and what their indexes cost those who write labels. Not
 * part of the tests; run it with {@code mvn test -Dtest=ListingSpeed -Dtest.durable=true}, with
 * {@code ASSENT_TEST_MYSQL_URL} for MySQL.
 */
@AssentTest
class ListingSpeed {

    private static final int CONTACTS = 100_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 60;

    @Autowired Contacts contacts;
    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired TransactionTemplate transactions;
    @Autowired JdbcClient jdbc;
    @Autowired JdbcTemplate batches;
    @Autowired InstantSource time;

    @Test
    void pages_of_fifty() {
        var lotus = new SomeBusiness(provisioning, tenants, transactions, jdbc);
        var everybody = new Crowd(7, time.instant()).of(CONTACTS);
        lotus.does(() -> Crowd.enter(everybody, batches));
        lotus.does(() -> batches.execute("analyze table contact"));
        System.out.printf("%-52s %8s %8s %6s%n", "list", "p50 ms", "p95 ms", "SQL");
        for (var page : new int[] {1, 20, 1_000, 2_000}) {
            measure(lotus, "", null, "name", page);
            measure(lotus, "", null, "-changed", page);
            measure(lotus, "", null, "until", page);
        }
        for (var label :
                new Label[] {Label.GRANTED, Label.REVOKED, Label.EXPIRED, Label.NOT_REQUESTED}) {
            for (var page : new int[] {1, 30, 150}) {
                measure(lotus, "", label, "name", page);
                measure(lotus, "", label, "-changed", page);
            }
        }
        measure(lotus, "", Label.GRANTED, "until", 1);
        measure(lotus, "", Label.GRANTED, "until", 100);
        for (var q :
                new String[] {
                    "a", "raghu", "meera raghunathan 77", "阿部", "0171", "9198003", "nobody"
                }) {
            measure(lotus, q, null, "name", 1);
            measure(lotus, q, null, "-changed", 1);
            measure(lotus, q, Label.GRANTED, "until", 1);
        }
        writing(lotus, everybody);
    }

    private void measure(
            SomeBusiness lotus, String q, @Nullable Label label, String sort, int page) {
        var filter = new Filter(q, label);
        var request = new PageRequest(page, 50, sort.replace("-", ""), sort.startsWith("-"));
        var times = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            var start = System.nanoTime();
            lotus.tenant().run(() -> contacts.list(filter, request));
            if (round >= 0) {
                times[round] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(times);
        var statements = lotus.statements(() -> contacts.list(filter, request));
        assertThat(statements).isEqualTo(2);
        System.out.printf(
                "%-52s %8.1f %8.1f %6d%n",
                "“%s” %s by %s, page %d".formatted(q, label, sort, page),
                times[ROUNDS / 2],
                times[ROUNDS * 95 / 100],
                statements);
    }

    private void writing(SomeBusiness lotus, List<Contact> everybody) {
        var random = new Random(1);
        var times = new double[200];
        for (int batch = 0; batch < times.length; batch++) {
            var now = time.instant().plusSeconds(batch);
            var labels =
                    IntStream.range(0, 100)
                            .mapToObj(i -> everybody.get(random.nextInt(everybody.size())))
                            .distinct()
                            .map(contact -> labelled(contact, random, now))
                            .toList();
            var start = System.nanoTime();
            lotus.does(() -> contacts.label(labels));
            times[batch] = (System.nanoTime() - start) / 1e3 / labels.size();
        }
        Arrays.sort(times);
        System.out.printf("a label written, in batches of 100: p50 %.0f µs%n", times[100]);
    }

    private static Contacts.Labelled labelled(Contact contact, Random random, Instant now) {
        var label = Label.values()[random.nextInt(6)];
        var until = label == Label.GRANTED ? now.plusSeconds(random.nextInt(3_600, 604_800)) : null;
        return new Contacts.Labelled(contact.id(), label, until, now);
    }
}
