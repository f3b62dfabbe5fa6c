package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Carries updates to the application, signed, one POST after the other to each address, on threads
 * of its own. What is not taken is tried again, at once and then less and less often.
 */
class Postman {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    /** How long an update that shall travel with others waits for them. */
    private static final Duration GATHERING = Duration.ofMillis(700);

    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(6));

    private final Updates updates;
    private final Settings settings;
    private final SimulatorProperties properties;
    private final Journal journal;
    private final Environment environment;
    private final Semaphore bell = new Semaphore(0);
    private final Set<Destination> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    private volatile String here = "";
    private volatile boolean working;

    Postman(
            Updates updates,
            Settings settings,
            SimulatorProperties properties,
            Journal journal,
            Environment environment) {
        this.updates = updates;
        this.settings = settings;
        this.properties = properties;
        this.journal = journal;
        this.environment = environment;
    }

    private record Destination(String url, String secret) {}

    /**
     * @param status null if there was no answer
     */
    private record Receipt(@Nullable Integer status, String words) {

        boolean taken() {
            return status != null && status == 200;
        }
    }

    @EventListener
    void listens(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            here = "http://%s:%d".formatted(host(), event.getWebServer().getPort());
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        working = true;
        Thread.ofPlatform().name("simulator-postman").daemon().start(this::goRound);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        working = false;
        bell.release();
        carriers.shutdown();
    }

    @EventListener(Updates.Posted.class)
    void ring() {
        bell.release();
    }

    private void goRound() {
        while (working) {
            try {
                var rest = settings.delivery().paused() ? LONGEST_REST : handOut();
                if (bell.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            } catch (DataAccessException later) {
                LOG.warn("Simulated webhooks wait: {}", later.getMessage());
                pause();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Starts one carrier for each free address, and tells how long there is nothing more to do. */
    private Duration handOut() {
        var perPost = settings.delivery().batch();
        var waiting = new LinkedHashMap<Destination, List<Updates.Waiting>>();
        for (var update : updates.due(1_000)) {
            waiting.computeIfAbsent(destination(update), _ -> new ArrayList<>()).add(update);
        }
        var incomplete = false;
        for (var entry : waiting.entrySet()) {
            var ready = ready(entry.getValue(), perPost);
            incomplete |= ready.isEmpty();
            if (!ready.isEmpty() && busy.add(entry.getKey())) {
                carriers.execute(() -> carry(entry.getKey(), ready, perPost));
            }
        }
        return incomplete ? Duration.ofMillis(100) : restUntilNextDue();
    }

    /** Whole batches, and the rest of them only if it has waited long enough. */
    private static List<Updates.Waiting> ready(List<Updates.Waiting> due, int perPost) {
        var oldest = due.getFirst().createdAt();
        var whole = due.size() - due.size() % perPost;
        return oldest.plus(GATHERING).isBefore(Updates.now()) ? due : due.subList(0, whole);
    }

    private Duration restUntilNextDue() {
        if (!busy.isEmpty()) {
            return LONGEST_REST;
        }
        return updates.nextDue()
                .map(due -> Duration.between(Updates.now(), due))
                .map(rest -> rest.isNegative() ? Duration.ofMillis(5) : rest)
                .filter(rest -> rest.compareTo(LONGEST_REST) < 0)
                .orElse(LONGEST_REST);
    }

    private void carry(Destination destination, List<Updates.Waiting> due, int perPost) {
        try {
            for (var from = 0; from < due.size() && carriesOn(); from += perPost) {
                deliver(destination, due.subList(from, Math.min(due.size(), from + perPost)));
            }
        } catch (DataAccessException later) {
            LOG.warn("A simulated webhook will be sent again: {}", later.getMessage());
        } finally {
            busy.remove(destination);
            bell.release();
        }
    }

    private boolean carriesOn() {
        return working && !settings.delivery().paused();
    }

    /** Some may be gone meanwhile: whoever resets the world takes its news along. */
    private void deliver(Destination destination, List<Updates.Waiting> meant) {
        var batch = updates.stillWaiting(meant);
        if (batch.isEmpty()) {
            return;
        }
        var body = envelope(batch);
        var receipt = post(destination, body);
        if (!receipt.taken()) {
            batch.forEach(update -> retryLater(update, receipt));
            return;
        }
        updates.delivered(batch);
        for (var i = 0; i < settings.delivery().repeats(); i++) {
            post(destination, body);
        }
    }

    private void retryLater(Updates.Waiting update, Receipt receipt) {
        var pause = PAUSES.get(Math.min(update.attempts(), PAUSES.size() - 1));
        var over =
                update.createdAt()
                        .plus(Duration.ofHours(settings.quirks().retryHours()))
                        .isBefore(Updates.now());
        updates.failed(
                update,
                receipt.status(),
                receipt.words(),
                over ? Optional.empty() : Optional.of(pause));
    }

    private Receipt post(Destination destination, byte[] body) {
        var started = System.nanoTime();
        var receipt = send(destination, body);
        journal.note(
                Journal.Kind.WEBHOOK,
                "POST",
                destination.url(),
                receipt.status(),
                receipt.status() == null ? receipt.words() : null,
                new String(body, StandardCharsets.UTF_8),
                receipt.status() == null ? null : receipt.words(),
                (System.nanoTime() - started) / 1_000_000);
        return receipt;
    }

    private Receipt send(Destination destination, byte[] body) {
        try {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(destination.url()))
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json")
                                    .header(
                                            "X-Hub-Signature-256",
                                            "sha256=" + signature(destination.secret(), body))
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.ofString());
            return new Receipt(answer.statusCode(), answer.body());
        } catch (IOException | IllegalArgumentException unreachable) {
            return new Receipt(null, "No answer: " + unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Receipt(null, "Interrupted");
        }
    }

    private Destination destination(Updates.Waiting update) {
        var base =
                properties.baseUrl() == null || properties.baseUrl().isBlank()
                        ? here
                        : properties.baseUrl().replaceFirst("/+$", "");
        return new Destination(
                update.url() == null ? base + "/webhooks/whatsapp" : update.url(),
                update.secret() == null ? properties.whatsapp().appSecret() : update.secret());
    }

    /** One entry for each account, or moment where an update has one. */
    private static byte[] envelope(List<Updates.Waiting> batch) {
        var envelope = Json.object().put("object", "whatsapp_business_account");
        var entries = envelope.putArray("entry");
        Map<String, ObjectNode> byAccount = new LinkedHashMap<>();
        for (var update : batch) {
            var key = update.entryId() + " " + update.entryTime();
            var entry =
                    byAccount.computeIfAbsent(
                            key,
                            _ -> {
                                var fresh = entries.addObject().put("id", update.entryId());
                                if (update.entryTime() != null) {
                                    fresh.put("time", update.entryTime());
                                }
                                fresh.putArray("changes");
                                return fresh;
                            });
            entry.withArray("changes")
                    .addObject()
                    .put("field", update.field())
                    .set("value", Json.parseObject(update.value()));
        }
        return Json.write(envelope).getBytes(StandardCharsets.UTF_8);
    }

    private static String signature(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A server that listens to one address only does not hear this machine's own. */
    private String host() {
        var address = environment.getProperty("server.address", InetAddress.class);
        if (address == null || address.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        var host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
