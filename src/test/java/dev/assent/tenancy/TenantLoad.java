package dev.assent.tenancy;

import static org.awaitility.Awaitility.await;

import dev.assent.AnotherNode;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * How long tenants wait for their schemas: {@code fresh} takes new ones in, one after the other;
 * {@code behind} starts the application on many that lack the newest migration. How to run it and
 * what came out: {@code docs/performance.md}.
 */
public final class TenantLoad {

    private static final int FRESH = Integer.getInteger("load.fresh", 20);
    private static final int BEHIND = Integer.getInteger("load.behind", 500);
    private static final int THREADS = 4;

    private TenantLoad() {}

    public static void main(String[] arguments) {
        try {
            if (arguments.length > 0 && arguments[0].equals("behind")) {
                catchUp();
            } else {
                takeIn();
            }
            System.exit(0);
        } catch (Throwable failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static AnotherNode start() {
        return AnotherNode.start(
                "assent.demo=false",
                "assent.encryption-key=" + TestDatabase.encryptionKey(),
                "assent.smtp-url=smtp://127.0.0.1:1",
                "server.address=127.0.0.1");
    }

    private static void takeIn() {
        try (var node = start()) {
            var provisioning = node.bean(Provisioning.class);
            var tenants = node.bean(Tenants.class);
            var jdbc = node.bean(JdbcClient.class);
            var millis =
                    IntStream.range(0, FRESH)
                            .mapToLong(number -> {
                                var begin = System.nanoTime();
                                var id =
                                        provisioning.register(
                                                "Fresh " + number, ZoneOffset.UTC, "DE");
                                var tenant = tenants.find(id).orElseThrow();
                                tenant.run(() ->
                                        jdbc.sql("select count(*) from contact")
                                                .query(Long.class)
                                                .single());
                                return (System.nanoTime() - begin) / 1_000_000;
                            })
                            .sorted()
                            .toArray();
            System.out.printf(
                    "%d new tenants ready: p50 %d ms, max %d ms%n",
                    FRESH, millis[FRESH / 2], millis[FRESH - 1]);
        }
    }

    private static void catchUp() throws Exception {
        try (var node = start()) {
            leaveBehind(node);
        }
        var begin = System.nanoTime();
        try (var node = start()) {
            var ready = System.nanoTime();
            System.out.printf("started in %d ms%n", millis(begin, ready));
            var tenants = node.bean(Tenants.class);
            var latest = node.bean(TenantSchemas.class).latest();
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> tenants.behind(latest).isEmpty());
            System.out.printf(
                    "%d tenants up to date %d ms after the start%n",
                    BEHIND, millis(ready, System.nanoTime()));
        }
    }

    /** Tenants as the previous release left them. */
    private static void leaveBehind(AnotherNode node) throws Exception {
        var provisioning = node.bean(Provisioning.class);
        for (var number = 0; number < BEHIND; number++) {
            provisioning.register("Behind " + number, ZoneOffset.UTC, "DE");
        }
        var begin = System.nanoTime();
        var behind = node.bean(Tenants.class).behind(1);
        var control = node.bean("controlClient", JdbcClient.class);
        var lag = new Lag(node.bean(Door.class), control, node.bean(TenantSchemas.class));
        var work =
                behind.stream()
                        .map(tenant -> Executors.callable(() -> lag.leaveBehind(tenant)))
                        .toList();
        try (var executor = Executors.newFixedThreadPool(THREADS)) {
            for (var done : executor.invokeAll(work)) {
                done.get();
            }
        }
        System.out.printf(
                "%d schemas made at version %d, in %d ms%n",
                BEHIND, lag.previous(), millis(begin, System.nanoTime()));
    }

    private static long millis(long begin, long end) {
        return (end - begin) / 1_000_000;
    }
}
