package dev.assent.webhook;

import static org.awaitility.Awaitility.await;

import dev.assent.tenancy.TestDatabase;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The application in a process of its own, which can be killed. */
final class ApplicationProcess {

    static final String SECRET = "process-secret";

    static final String VERIFY_TOKEN = "process-token";

    private final Process process;
    private final Path log;
    final int port;

    private ApplicationProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts it on the test database, with schemas of this prefix, and waits until it answers. */
    static ApplicationProcess start(String prefix, String encryptionKey) throws IOException {
        return start(
                prefix,
                encryptionKey,
                "-cp",
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.assent.Assent");
    }

    /** The same as it is delivered. */
    static ApplicationProcess startPackaged(Path jar, String prefix, String encryptionKey)
            throws IOException {
        return start(prefix, encryptionKey, "-jar", jar.toString());
    }

    private static ApplicationProcess start(String prefix, String encryptionKey, String... what)
            throws IOException {
        var port = freePort();
        var log = Path.of("target", prefix + ".log");
        var process =
                java(
                        log,
                        Map.of(
                                "ASSENT_DEMO",
                                "false",
                                "ASSENT_DB_URL",
                                TestDatabase.url(),
                                "ASSENT_DB_USER",
                                TestDatabase.user(),
                                "ASSENT_DB_PASSWORD",
                                TestDatabase.password(),
                                "ASSENT_DB_PREFIX",
                                prefix,
                                "ASSENT_WHATSAPP_APP_SECRET",
                                SECRET,
                                "ASSENT_WHATSAPP_VERIFY_TOKEN",
                                VERIFY_TOKEN,
                                "ASSENT_ENCRYPTION_KEY",
                                encryptionKey,
                                "ASSENT_SMTP_URL",
                                "smtp://127.0.0.1:1",
                                "SERVER_PORT",
                                Integer.toString(port)),
                        what);
        var application = new ApplicationProcess(process, log, port);
        await().atMost(Duration.ofMinutes(2)).until(application::answers);
        return application;
    }

    /** Starts a JVM of the tests' own kind with these variables. */
    static Process java(Path log, Map<String, String> variables, String... what)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx512m"));
        command.addAll(List.of(what));
        var builder = new ProcessBuilder(command);
        builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
        builder.environment().putAll(variables);
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the application ended with " + process.exitValue());
        }
        try (var http = HttpClient.newHttpClient()) {
            var health = URI.create("http://127.0.0.1:%d/actuator/health".formatted(port));
            return http.send(
                                    HttpRequest.newBuilder(health).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As {@code kill -9}: it gets no chance to finish anything. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** As an operator ends it. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
