package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AnotherNode;
import dev.assent.AssentTest;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;
import dev.assent.whatsapp.Routes;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Two nodes take in, and work on, the same inbox. */
@AssentTest
class NodesTest {

    private static final int BODIES = 500;
    private static final int SENDERS = 16;

    @LocalServerPort int port;
    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired Routes routes;
    @Autowired JdbcClient jdbc;
    @Autowired @Control JdbcClient control;
    @Autowired ListeningEar ear;

    private final String number = Long.toString(Id.fresh().value());

    @Test
    void what_two_nodes_take_in_under_load_is_heard_once_each() throws Exception {
        var lotus = listening();
        try (var node =
                AnotherNode.startInProduction(
                        "assent.smtp-url=smtp://127.0.0.1:1",
                        "assent.whatsapp.app-secret=" + Posting.DEMO_SECRET,
                        "assent.whatsapp.verify-token=any")) {
            var here = ear.written();
            send(List.of(Posting.toPlatform(port), Posting.toPlatform(node.port())));
            await().atMost(Duration.ofSeconds(20)).until(() -> open() == 0);
            assertThat(overheard(lotus)).containsExactlyInAnyOrderElementsOf(expected());
            var there = node.bean(ListeningEar.class).written();
            assertThat(there).isPositive();
            assertThat(ear.written() - here).isPositive();
        }
    }

    /** Each body comes to both nodes, which is how Meta repeats herself. */
    private void send(List<Posting> doors) throws Exception {
        var work = new ArrayList<Callable<Integer>>();
        for (var n = 0; n < BODIES; n++) {
            var body =
                    Posting.body(
                            number,
                            Posting.message("919800000001", id(2 * n)),
                            Posting.message("919800000001", id(2 * n + 1)));
            doors.forEach(door -> work.add(() -> door.post(body)));
        }
        try (var executor = Executors.newFixedThreadPool(SENDERS)) {
            for (var answer : executor.invokeAll(work)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
    }

    private String id(int n) {
        return "wamid.N%s.%d".formatted(number, n);
    }

    private List<String> expected() {
        return IntStream.range(0, 2 * BODIES).mapToObj(this::id).toList();
    }

    private long open() {
        return control.sql(
                        "select count(*) from inbox where phone_number_id = ? and state <> 'DONE'")
                .param(number)
                .query(Long.class)
                .single();
    }

    private Tenant listening() {
        var tenant =
                tenants.find(provisioning.register("Lotus Dental", ZoneOffset.UTC, "IN"))
                        .orElseThrow();
        tenant.run(() -> {
            jdbc.sql("create table overheard (n int auto_increment primary key, id varchar(80))")
                    .update();
            routes.connect(number, "waba-" + number, number);
        });
        return tenant;
    }

    private List<String> overheard(Tenant tenant) {
        return tenant.call(() -> jdbc.sql("select id from overheard").query(String.class).list());
    }
}
