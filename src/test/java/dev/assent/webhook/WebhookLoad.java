package dev.assent.webhook;

import com.sun.management.OperatingSystemMXBean;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;
import dev.assent.tenancy.TestDatabase;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Load on the way in: {@code sustained} posts three statuses and a reply for each of many requests
 * at a fixed rate and waits until the ledger has them all; {@code door} posts as fast as it can, to
 * the real door and to one that spends a transaction on each webhook. How to run it and what came
 * out: {@code docs/performance.md}.
 */
public final class WebhookLoad {

    private static final String SECRET = "load-secret";
    private static final String NUMBER = "900000000000001";
    private static final int PAIRS = Integer.getInteger("load.pairs", 20_000);
    private static final int RATE = Integer.getInteger("load.rate", 3_300);
    private static final int SECONDS = Integer.getInteger("load.seconds", 300);
    private static final int CONNECTIONS = Integer.getInteger("load.connections", 64);
    private static final int WARM_UP = Integer.getInteger("load.warmup", 20);

    private final ServletWebServerApplicationContext application;
    private final int port;

    private WebhookLoad(ServletWebServerApplicationContext application) {
        this.application = application;
        this.port = application.getWebServer().getPort();
    }

    public static void main(String[] arguments) throws Exception {
        try {
            makeRoom();
            run(arguments.length == 0 || arguments[0].equals("sustained"));
            System.exit(0);
        } catch (Throwable failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    /**
     * Gives the database the memory and the log of a server that somebody set up. With what it
     * brings from home it writes its pages down all the time.
     */
    private static void makeRoom() throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                TestDatabase.url(), TestDatabase.user(), TestDatabase.password());
                var statement = connection.createStatement()) {
            var version = connection.getMetaData().getDatabaseProductVersion();
            var log = version.contains("MariaDB") ? "log_file_size" : "redo_log_capacity";
            statement.execute("set global innodb_%s = 2147483648".formatted(log));
            statement.execute("set global innodb_buffer_pool_size = 1073741824");
        }
    }

    private static void run(boolean sustained) throws Exception {
        try (var context = start(sustained)) {
            var load = new WebhookLoad((ServletWebServerApplicationContext) context);
            if (sustained) {
                load.sustain();
            } else {
                load.knock();
            }
        }
    }

    private static ConfigurableApplicationContext start(boolean working) throws Exception {
        return new SpringApplicationBuilder(Class.forName("dev.assent.Assent"))
                .properties(
                        "assent.demo=false",
                        "assent.db.url=" + TestDatabase.url(),
                        "assent.db.user=" + TestDatabase.user(),
                        "assent.db.password=" + TestDatabase.password(),
                        "assent.db.prefix=" + TestDatabase.prefix(),
                        "assent.whatsapp.app-secret=" + SECRET,
                        "assent.encryption-key=" + TestDatabase.encryptionKey(),
                        "assent.smtp-url=smtp://127.0.0.1:1",
                        "assent.webhook.threads=" + (working ? 2 : 0),
                        "assent.webhook.one-by-one=true",
                        "server.address=127.0.0.1",
                        "server.port=0")
                .run();
    }

    private void sustain() throws Exception {
        var cycles = (int) Math.ceil((double) RATE * (SECONDS + WARM_UP) / (4.0 * PAIRS));
        var tenant = tenant();
        var begin = Instant.now().minus(Duration.ofDays(3));
        tenant.run(() -> seed(cycles, begin));
        System.out.printf("seeded %,d pairs with %d requests each%n", PAIRS, cycles);
        var story = new Story(begin);
        pour("warm-up", "/webhooks/whatsapp", story, 0, (long) RATE * WARM_UP);
        var figures =
                pour(
                        "sustained",
                        "/webhooks/whatsapp",
                        story,
                        (long) RATE * WARM_UP,
                        (long) RATE * SECONDS);
        var drained = drain();
        System.out.printf("drained in %d ms%n", drained.toMillis());
        System.out.println(figures);
        var told = (long) RATE * (SECONDS + WARM_UP);
        var written =
                tenant.call(() ->
                        application
                                .getBean(JdbcClient.class)
                                .sql(
                                        "select count(*) from happening where kind in ('status',"
                                                + " 'accept')")
                                .query(Long.class)
                                .single());
        System.out.printf("told %,d, on the ledger %,d%n", told, written);
    }

    /** As fast as possible, in turn through both doors, so that the machine's moods hit both. */
    private void knock() throws Exception {
        var story = new Story(Instant.now());
        var from = 0L;
        for (var round = 1; round <= 3; round++) {
            for (var path : List.of("/webhooks/whatsapp", "/webhooks/one-by-one")) {
                from = burst(path, story, from);
            }
        }
    }

    private long burst(String path, Story story, long from) throws Exception {
        var next = new AtomicLong(from);
        var until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        var latencies = new AtomicLongList();
        var begin = System.nanoTime();
        var threads =
                IntStream.range(0, CONNECTIONS)
                        .mapToObj(number ->
                                Thread.ofPlatform()
                                        .start(() -> {
                                            try (var connection = new LoadConnection(port, path)) {
                                                while (System.nanoTime() < until) {
                                                    var at = System.nanoTime();
                                                    send(
                                                            connection,
                                                            story.body(next.getAndIncrement()));
                                                    latencies.add(System.nanoTime() - at);
                                                }
                                            } catch (IOException failure) {
                                                throw new UncheckedIOException(failure);
                                            }
                                        }))
                        .toList();
        for (var thread : threads) {
            thread.join();
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-24s %,8.0f acks/s  %s%n",
                path,
                latencies.size() / seconds,
                latencies.summary());
        return next.get();
    }

    private String pour(String name, String path, Story story, long from, long count)
            throws Exception {
        var next = new AtomicLong();
        var begin = System.nanoTime() + 200_000_000L;
        var work = Work.now();
        var latencies = new AtomicLongList();
        var refused = new AtomicLong();
        var threads = new ArrayList<Thread>();
        for (var number = 0; number < CONNECTIONS; number++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try (var connection = new LoadConnection(port, path)) {
                                    for (var i = next.getAndIncrement();
                                            i < count;
                                            i = next.getAndIncrement()) {
                                        var due = begin + i * 1_000_000_000L / RATE;
                                        var body = story.body(from + i);
                                        for (var left = due - System.nanoTime();
                                                left > 0;
                                                left = due - System.nanoTime()) {
                                            LockSupport.parkNanos(left);
                                        }
                                        if (send(connection, body) != 200) {
                                            refused.incrementAndGet();
                                        }
                                        latencies.add(System.nanoTime() - due);
                                    }
                                } catch (IOException failure) {
                                    throw new UncheckedIOException(failure);
                                }
                            }));
        }
        while (threads.stream().anyMatch(Thread::isAlive)) {
            threads.stream().filter(Thread::isAlive).findFirst().orElseThrow().join(10_000);
            System.out.printf(
                    "%s: %,d of %,d answered, %,d wait%n",
                    name, latencies.size(), count, waiting());
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        return "%s: %,d webhooks in %.0f s = %,.0f/s, %d not taken, %s; %s"
                .formatted(
                        name,
                        count,
                        seconds,
                        count / seconds,
                        refused.get(),
                        latencies.summary(),
                        Work.now().since(work, seconds));
    }

    /** Processor time in seconds: of application and load, and of everything on this machine. */
    private record Work(double own, double all) {

        static Work now() throws IOException {
            var own =
                    ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                            .getProcessCpuTime();
            var ticks = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +");
            var all = IntStream.of(1, 2, 3, 6, 7).mapToLong(i -> Long.parseLong(ticks[i])).sum();
            return new Work(own / 1e9, all / 100.0);
        }

        String since(Work before, double seconds) {
            return "%.2f processors busy, %.2f of them with application and load"
                    .formatted((all - before.all) / seconds, (own - before.own) / seconds);
        }
    }

    private static int send(LoadConnection connection, byte[] body) throws IOException {
        return connection.post(body, Signature.of(body, SECRET));
    }

    private Duration drain() {
        var begin = System.nanoTime();
        while (waiting() > 0) {
            LockSupport.parkNanos(50_000_000);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private long waiting() {
        return control()
                .sql("select count(*) from inbox where state = 'WAITING'")
                .query(Long.class)
                .single();
    }

    private JdbcClient control() {
        return application.getBean("controlClient", JdbcClient.class);
    }

    private Tenant tenant() {
        var id = application.getBean(Provisioning.class).register("Load", ZoneOffset.UTC, "DE");
        control()
                .sql(
                        "insert into number_route (phone_number_id, waba_id, digits, tenant_id)"
                                + " values (?, 'waba', '4930', ?)")
                .params(NUMBER, id.value())
                .update();
        return application.getBean(Tenants.class).find(id).orElseThrow();
    }

    private void seed(int cycles, Instant begin) {
        var jdbc = application.getBean(JdbcTemplate.class);
        var number = Id.fresh().value();
        jdbc.update(
                """
                insert into business_number (id, phone_number_id, waba_id, e164, country, connected_at, calling,
                    calling_at, callback_permission_at, icon_visible_at, settings_read_at)
                values (?, ?, 'waba', '+4930', 'DE', @at := ?, true, @at, @at, @at, @at)
                """,
                number,
                NUMBER,
                begin);
        for (var first = 0; first < PAIRS; first += 500) {
            seed(jdbc, number, first, Math.min(PAIRS, first + 500), cycles, begin);
        }
    }

    private static void seed(
            JdbcTemplate jdbc, long number, int first, int end, int cycles, Instant begin) {
        var contacts = new ArrayList<Object[]>();
        var pairs = new ArrayList<Object[]>();
        var happenings = new ArrayList<Object[]>();
        var requests = new ArrayList<Object[]>();
        for (var pair = first; pair < end; pair++) {
            contacts.add(
                    new Object[] {
                        pair + 1, "Person " + pair, "+" + Story.waId(pair), Story.waId(pair), begin
                    });
            pairs.add(new Object[] {pair + 1, number, pair + 1, begin});
            for (var cycle = 0; cycle < cycles; cycle++) {
                var attempt = Story.attempt(pair, cycle);
                var at = Story.moment(begin, cycle);
                happenings.add(
                        new Object[] {pair + 1, attempt.toString(), at, "request", null, null});
                happenings.add(
                        new Object[] {
                            pair + 1,
                            attempt + ":handed",
                            at,
                            "handed",
                            Story.wamid(pair, cycle),
                            attempt.toString()
                        });
                requests.add(
                        new Object[] {
                            attempt.value(),
                            pair + 1,
                            at,
                            at.plus(Duration.ofDays(7)),
                            Story.wamid(pair, cycle)
                        });
            }
        }
        jdbc.batchUpdate(
                "insert into contact (id, name, phone, wa_id, country, changed_at) values (?, ?, ?,"
                        + " ?, 'IN', ?)",
                contacts);
        jdbc.batchUpdate(
                "insert into pair (id, number_id, contact_id, changed_at) values (?, ?, ?, ?)",
                pairs);
        jdbc.batchUpdate(
                "insert into happening (pair_id, source, at, kind, meta_id, attempt) values (?, ?,"
                        + " ?, ?, ?, ?)",
                happenings);
        jdbc.batchUpdate(
                "insert into request (id, pair_id, free_form, body, asked_by, moment, status,"
                        + " expires_at, message_id) values (?, ?, true, 'May we call?', 'load', ?,"
                        + " 'SENT', ?, ?)",
                requests);
    }

    /**
     * What happens to the requests: all are sent, then all delivered, all read, all answered; then
     * the next.
     */
    private record Story(Instant begin) {

        private static final long FIRST_NUMBER = 919_000_000_000L;

        byte[] body(long index) {
            var pair = (int) (index % PAIRS);
            var step = (int) (index / PAIRS % 4);
            var cycle = (int) (index / PAIRS / 4);
            return envelope(step == 3 ? reply(pair, cycle) : status(pair, cycle, step));
        }

        private String status(int pair, int cycle, int step) {
            return """
            "statuses":[{"id":"%s","status":"%s","timestamp":"%d","recipient_id":"%s",\
            "biz_opaque_callback_data":"%s","conversation":{"id":"8a1f2c3d4e5f60718293a4b5c6d7e8f9",\
            "origin":{"type":"utility"}},"pricing":{"billable":true,"pricing_model":"PMP",\
            "type":"regular","category":"utility"}}]\
            """
                    .formatted(
                            wamid(pair, cycle),
                            List.of("sent", "delivered", "read").get(step),
                            moment(begin, cycle).getEpochSecond() + 1 + step,
                            waId(pair),
                            attempt(pair, cycle));
        }

        private String reply(int pair, int cycle) {
            var at = moment(begin, cycle).getEpochSecond() + 60;
            return """
            "contacts":[{"profile":{"name":"Person %d"},"wa_id":"%s"}],"messages":[{"from":"%s",\
            "id":"wamid.REPLY%08d%04d","timestamp":"%d","type":"interactive","context":{"from":"4930","id":"%s"},\
            "interactive":{"type":"call_permission_reply","call_permission_reply":{"response":"accept",\
            "is_permanent":false,"expiration_timestamp":"%d","response_source":"user_action"}}}]\
            """
                    .formatted(
                            pair,
                            waId(pair),
                            waId(pair),
                            pair,
                            cycle,
                            at,
                            wamid(pair, cycle),
                            at + 604_800);
        }

        private static byte[] envelope(String items) {
            return """
            {"object":"whatsapp_business_account","entry":[{"id":"waba","changes":[{"field":"messages",\
            "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"4930",\
            "phone_number_id":"%s"},%s}}]}]}\
            """
                    .formatted(NUMBER, items)
                    .getBytes(StandardCharsets.UTF_8);
        }

        static String waId(int pair) {
            return Long.toString(FIRST_NUMBER + pair);
        }

        static String wamid(int pair, int cycle) {
            return "wamid.HBgMOTE5MDAwMDAwMDAwFQIAERgSLOAD%08d%04d".formatted(pair, cycle);
        }

        static Id attempt(int pair, int cycle) {
            return new Id(1L << 40 | (long) pair << 12 | cycle);
        }

        static Instant moment(Instant begin, int cycle) {
            return begin.plusSeconds(3_600L * cycle).truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /** Latencies in nanoseconds, gathered by many threads. */
    private static final class AtomicLongList {

        private long[] values = new long[1 << 20];
        private int size;

        synchronized void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        synchronized int size() {
            return size;
        }

        synchronized String summary() {
            var sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            return "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.0f ms"
                    .formatted(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
        }

        private static double at(long[] sorted, double part) {
            return sorted.length == 0
                    ? 0
                    : sorted[(int) Math.min(sorted.length - 1, sorted.length * part)] / 1e6;
        }
    }
}
