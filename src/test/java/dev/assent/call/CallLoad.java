package dev.assent.call;

import com.sun.net.httpserver.HttpExchange;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.PhoneNumber;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Secrets;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;
import dev.assent.tenancy.TestDatabase;
import dev.assent.webhook.Posting;
import dev.assent.whatsapp.FakeMeta;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Two hundred agents of one business in calls at the same time, on one node: each dials over HTTP,
 * a Graph API of ours takes it, signed webhooks tell of answer, ringing and pick-up, each page
 * gives a sign of life every five seconds, and after a while all hang up. How to run it and what
 * came out: {@code docs/performance.md}.
 */
public final class CallLoad {

    private static final int CALLS = Integer.getInteger("load.calls", 200);
    private static final int SECONDS = Integer.getInteger("load.seconds", 30);
    private static final int DIALLING = Integer.getInteger("load.dialling", 4);
    private static final int PAUSE = Integer.getInteger("load.pause", 100);
    private static final int WARM_UP = Integer.getInteger("load.warmup", 30);

    private static final String NUMBER = "900000000000002";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServletWebServerApplicationContext application;
    private final Posting meta;
    private final Map<String, Long> asked;
    private final Tenant tenant;
    private final BusinessNumber number;

    private CallLoad(ServletWebServerApplicationContext application, Map<String, Long> asked) {
        this.application = application;
        this.meta = Posting.toPlatform(application.getWebServer().getPort());
        this.asked = asked;
        this.tenant = tenant();
        this.number = tenant.call(this::number);
    }

    public static void main(String[] arguments) {
        var asked = new ConcurrentHashMap<String, Long>();
        try (var graph = new FakeMeta().replies((exchange, said) -> take(exchange, said, asked));
                var context = start(graph.url())) {
            new CallLoad((ServletWebServerApplicationContext) context, asked).run();
            System.exit(0);
        } catch (Throwable failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static ConfigurableApplicationContext start(String graph)
            throws ClassNotFoundException {
        return new SpringApplicationBuilder(Class.forName("dev.assent.Assent"))
                .properties(
                        "assent.demo=false",
                        "assent.db.url=" + TestDatabase.url(),
                        "assent.db.user=" + TestDatabase.user(),
                        "assent.db.password=" + TestDatabase.password(),
                        "assent.db.prefix=" + TestDatabase.prefix() + "_l",
                        "assent.whatsapp.graph-url=" + graph,
                        "assent.whatsapp.app-secret=demo-app-secret",
                        "assent.encryption-key=" + TestDatabase.encryptionKey(),
                        "assent.smtp-url=smtp://127.0.0.1:1",
                        "server.address=127.0.0.1",
                        "server.port=0")
                .run();
    }

    /** Notes when a call came, by our attempt; the call is named after it. */
    private static void take(HttpExchange exchange, FakeMeta.Asked said, Map<String, Long> asked)
            throws IOException, InterruptedException {
        var now = System.nanoTime();
        var body = JSON.readTree(said.body());
        var attempt = body.path("biz_opaque_callback_data").asString("");
        if (body.path("action").asString("").equals("connect")) {
            asked.put(attempt, now);
            FakeMeta.status(200, "{\"calls\": [{\"id\": \"wacid.%s\"}]}".formatted(attempt))
                    .to(exchange, said);
        } else {
            FakeMeta.status(200, "{\"success\": true}").to(exchange, said);
        }
    }

    /** One agent and the person they call. */
    private record Seat(Agent agent, Contact contact) {}

    /** One call, and when its agent clicked. */
    private record Dialled(Seat seat, String id, long clicked) {}

    private void run() throws Exception {
        var seats = seats();
        System.out.printf("%d agents are signed in%n", seats.size());
        var warm = seats.subList(0, Math.min(WARM_UP, seats.size()));
        hangUp(each(warm, this::dial));
        expect(warm.size(), "outcome is not null", "warm-up calls over");
        asked.clear();
        var begin = Instant.now();
        var calls = each(seats, this::dial);
        report(
                "click → connect at Graph",
                calls.stream().mapToLong(call -> asked.get(call.id()) - call.clicked()).toArray());
        var talking = new AtomicBoolean(true);
        try (var pages = Executors.newFixedThreadPool(8)) {
            pages.submit(() -> keepAlive(calls, talking));
            report(
                    "webhook answered",
                    each(calls, this::tell).stream().flatMapToLong(Arrays::stream).toArray());
            expect(
                    calls.size(),
                    "outcome is null and accepted_at is not null and ringing_at is not null and"
                            + " connected_at is not null and remote is not null",
                    "calls in progress at once");
            LockSupport.parkNanos(Duration.ofSeconds(SECONDS).toNanos());
            expect(
                    calls.size(),
                    "outcome is null and accepted_at is not null",
                    "calls in progress after %d s".formatted(SECONDS));
            talking.set(false);
        }
        hangUp(calls);
        expect(
                calls.size() + warm.size(),
                "outcome = 'COMPLETED' and terminated_at is not null and remote is null"
                        + " and release_at is null and holder is null",
                "calls completed, warm-up included, nothing left open");
        counted(calls.size() + warm.size());
        System.out.printf("took %d s%n", Duration.between(begin, Instant.now()).toSeconds());
    }

    private Dialled dial(Seat seat) {
        LockSupport.parkNanos(Duration.ofMillis(PAUSE).toNanos());
        var offer = Sdp.offer();
        var clicked = System.nanoTime();
        var said = seat.agent().call(number, seat.contact(), offer, false);
        if (said.status() != 201) {
            throw new IllegalStateException("not dialled: " + said.json());
        }
        return new Dialled(seat, said.id(), clicked);
    }

    /** What Meta tells until they talk; how long each webhook took. */
    private long[] tell(Dialled call) {
        var sdp = JSON.writeValueAsString(Sdp.answer());
        return new long[] {
            post(
                    """
                    "calls":[{"id":"wacid.%s","event":"connect","direction":"BUSINESS_INITIATED","from":"4930",\
                    "to":"%s","timestamp":"%d","biz_opaque_callback_data":"%s",\
                    "session":{"sdp_type":"answer","sdp":%s}}]\
                    """
                            .formatted(call.id(), digits(call), now(), call.id(), sdp)),
            post(status(call, "RINGING")),
            post(status(call, "ACCEPTED"))
        };
    }

    private String status(Dialled call, String word) {
        return """
        "statuses":[{"id":"wacid.%s","type":"call","status":"%s","timestamp":"%d",\
        "recipient_id":"%s","biz_opaque_callback_data":"%s"}]\
        """
                .formatted(call.id(), word, now(), digits(call), call.id());
    }

    private void hangUp(List<Dialled> calls) throws Exception {
        each(
                calls,
                call -> {
                    call.seat().agent().hangUp(call.id());
                    return post(
                            """
                            "calls":[{"id":"wacid.%s","event":"terminate","direction":"BUSINESS_INITIATED",\
                            "from":"4930","to":"%s","timestamp":"%d","status":"COMPLETED",\
                            "start_time":"%d","end_time":"%d","duration":%d,"biz_opaque_callback_data":"%s"}]\
                            """
                                    .formatted(
                                            call.id(),
                                            digits(call),
                                            now(),
                                            now() - SECONDS,
                                            now(),
                                            SECONDS,
                                            call.id()));
                });
    }

    private long post(String item) {
        var at = System.nanoTime();
        try {
            if (meta.post(Posting.body(NUMBER, item)) != 200) {
                throw new IllegalStateException("a webhook was not taken");
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        return System.nanoTime() - at;
    }

    private void keepAlive(List<Dialled> calls, AtomicBoolean talking) {
        while (talking.get()) {
            var round = System.nanoTime();
            for (var call : calls) {
                if (talking.get() && call.seat().agent().alive(call.id(), "tab").status() != 204) {
                    System.out.println("lost: " + call.id());
                }
            }
            LockSupport.parkNanos(5_000_000_000L - (System.nanoTime() - round));
        }
    }

    private interface Step<T, R> {
        R of(T one) throws Exception;
    }

    private <T, R> List<R> each(List<T> all, Step<T, R> step) throws Exception {
        try (var threads = Executors.newFixedThreadPool(DIALLING)) {
            var results = new ArrayList<R>();
            var steps = all.stream().map(one -> (Callable<R>) () -> step.of(one)).toList();
            for (var result : threads.invokeAll(steps)) {
                results.add(result.get());
            }
            return results;
        }
    }

    private void expect(int count, String condition, String what) {
        var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var seen = -1L;
        while (System.nanoTime() < until) {
            seen = count("select count(*) from phone_call where " + condition);
            if (seen >= count) {
                break;
            }
            LockSupport.parkNanos(50_000_000);
        }
        System.out.printf("%d of %d %s%n", seen, count, what);
        if (seen < count) {
            throw new IllegalStateException(what);
        }
    }

    private void counted(int calls) {
        System.out.printf(
                "%d dials, %d pick-ups and %d ends on the ledger for %d calls%n",
                count("select count(*) from happening where kind = 'dial'"),
                count("select count(*) from happening where kind = 'pickedup'"),
                count(
                        "select count(*) from happening where kind = 'ended' and seconds is not"
                                + " null"),
                calls);
    }

    private long count(String select) {
        return tenant.call(
                () -> application.getBean(JdbcClient.class).sql(select).query(Long.class).single());
    }

    private List<Seat> seats() throws Exception {
        var people = People.in(application);
        var next = new AtomicLong(919_700_000_000L);
        var contacts =
                IntStream.range(0, CALLS)
                        .mapToObj(_ ->
                                in(() ->
                                        application
                                                .getBean(Contacts.class)
                                                .enter(
                                                        PhoneNumber.ofWaId(
                                                                Long.toString(
                                                                        next.incrementAndGet())))))
                        .toList();
        for (var contact : contacts) {
            post(
                    """
                    "messages":[{"from":"%s","id":"wamid.%s","timestamp":"%d","type":"interactive",\
                    "interactive":{"type":"call_permission_reply","call_permission_reply":{\
                    "response":"accept","is_permanent":true,"response_source":"user_action"}}}]\
                    """
                            .formatted(contact.phone().digits(), contact.id(), now() - 60));
        }
        return each(
                contacts,
                contact -> {
                    var person = people.hire(Role.AGENT, tenant).signIn();
                    person.browser().page("/contacts");
                    return new Seat(Agent.of(person), contact);
                });
    }

    private Tenant tenant() {
        var id = application.getBean(Provisioning.class).register("Load", ZoneOffset.UTC, "DE");
        application
                .getBean("controlClient", JdbcClient.class)
                .sql(
                        "insert into number_route (phone_number_id, waba_id, digits, tenant_id)"
                                + " values (?, 'waba2', '4930', ?)")
                .params(NUMBER, id.value())
                .update();
        return application.getBean(Tenants.class).find(id).orElseThrow();
    }

    private BusinessNumber number() {
        var id = Id.fresh();
        var at = Instant.now();
        application
                .getBean(JdbcClient.class)
                .sql(
                        """
                        insert into business_number (id, phone_number_id, waba_id, e164, country, token,
                            connected_at, calling, calling_at, callback_permission_at,
                            icon_visible_at, settings_read_at)
                        values (:id, :number, 'waba2', '+4930', 'DE', :token, :at, true, :at, :at, :at, :at)
                        """)
                .param("id", id.value())
                .param("number", NUMBER)
                .param("token", application.getBean(Secrets.class).seal("EAAG", "number:" + id))
                .param("at", at)
                .update();
        return application.getBean(Numbers.class).find(id).orElseThrow();
    }

    private <T> T in(ScopedValue.CallableOp<T, RuntimeException> work) {
        return tenant.call(
                () -> application.getBean(TransactionTemplate.class).execute(_ -> work.call()));
    }

    private static String digits(Dialled call) {
        return call.seat().contact().phone().digits();
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static void report(String what, long[] nanos) {
        var sorted = Arrays.stream(nanos).sorted().toArray();
        System.out.printf(
                "%-26s n=%d  p50 %.0f ms  p95 %.0f ms  max %.0f ms%n",
                what,
                sorted.length,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) Math.ceil(sorted.length * 0.95) - 1] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }
}
