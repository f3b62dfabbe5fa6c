package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.TestDatabase;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The application is killed under load, again and again. */
class CrashTest {

    private static final int KILLS = Integer.getInteger("crash.kills", 3);
    private static final int SENDERS = 8;
    private static final String PREFIX = TestDatabase.prefix() + "_crash";

    private final JdbcTemplate database =
            new JdbcTemplate(
                    new DriverManagerDataSource(
                            TestDatabase.url(), TestDatabase.user(), TestDatabase.password()));
    private final AtomicLong next = new AtomicLong();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_heard_twice() throws Exception {
        var random = new Random(20261120);
        var key = TestDatabase.encryptionKey();
        var application = ApplicationProcess.start(PREFIX, key);
        var schema = business(application);
        for (var kill = 0; kill < KILLS; kill++) {
            var victim = application;
            load(victim, Duration.ofMillis(500 + random.nextInt(2_500)));
            application = ApplicationProcess.start(PREFIX, key);
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> waiting() == 0);
        application.kill();

        var heard =
                database.queryForList(
                        "select id from `%s`.overheard".formatted(schema), String.class);
        assertThat(acknowledged).hasSizeGreaterThan(100 * KILLS);
        assertThat(new HashSet<>(heard)).containsAll(acknowledged);
        assertThat(heard).doesNotHaveDuplicates();
    }

    /** Posts until the application is killed, which happens after this time. */
    private void load(ApplicationProcess application, Duration life) throws Exception {
        var running = new CountDownLatch(SENDERS);
        var senders =
                IntStream.range(0, SENDERS)
                        .mapToObj(sender ->
                                Thread.ofPlatform().start(() -> send(application.port, running)))
                        .toList();
        running.await();
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            timer.schedule(application::kill, life.toMillis(), TimeUnit.MILLISECONDS).get();
        }
        for (var sender : senders) {
            sender.join();
        }
    }

    private void send(int port, CountDownLatch running) {
        try (var connection = new LoadConnection(port, "/webhooks/whatsapp")) {
            running.countDown();
            while (true) {
                var id = "wamid.C" + next.incrementAndGet();
                var body =
                        Posting.body("1", Posting.message("919800000001", id))
                                .getBytes(StandardCharsets.UTF_8);
                if (connection.post(body, Signature.of(body, ApplicationProcess.SECRET)) == 200) {
                    acknowledged.add(id);
                }
            }
        } catch (IOException killed) {
            // that is what happens here
        }
    }

    /** A business with the number 1, which writes down all it hears from now on. */
    private String business(ApplicationProcess application) throws Exception {
        var id = Id.fresh();
        var schema = PREFIX + "_t_" + id;
        database.update(
                """
                insert into `%s`.tenant (id, name, slug, schema_name, server, schema_version, zone, country)
                values (?, 'Lotus Dental', 'lotus', ?, 'main', 0, 'Asia/Kolkata', 'IN')
                """
                        .formatted(PREFIX),
                id.value(),
                schema);
        database.update(
                """
                insert into `%s`.number_route (phone_number_id, waba_id, digits, tenant_id)
                values ('1', '1', '1', ?)
                """
                        .formatted(PREFIX),
                id.value());
        new Posting(application.port, "/webhooks/whatsapp", ApplicationProcess.SECRET)
                .post(Posting.body("1", Posting.message("919800000001")));
        await().until(() -> waiting() == 0);
        database.execute(
                "create table `%s`.overheard (n int auto_increment primary key, id varchar(80))"
                        .formatted(schema));
        return schema;
    }

    private long waiting() {
        return database.queryForObject(
                "select count(*) from `%s`.inbox where state <> 'DONE'".formatted(PREFIX),
                Long.class);
    }
}
