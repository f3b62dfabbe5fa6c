package dev.assent.webhook;

import static org.awaitility.Awaitility.await;

import dev.assent.tenancy.TestDatabase;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The application in a process of its own, which can be killed. */
final class ApplicationProcess {

    static final String SECRET = "process-secret";

    private final Process process;
    final int port;

    private ApplicationProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on the test database, with schemas of this prefix, and waits until it answers. */
    static ApplicationProcess start(String prefix, String encryptionKey) throws IOException {
        var port = freePort();
        var builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx512m",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                "dev.assent.Assent"));
        var environment = builder.environment();
        environment.put("ASSENT_DEMO", "false");
        environment.put("ASSENT_DB_URL", TestDatabase.url());
        environment.put("ASSENT_DB_USER", TestDatabase.user());
        environment.put("ASSENT_DB_PASSWORD", TestDatabase.password());
        environment.put("ASSENT_DB_PREFIX", prefix);
        environment.put("ASSENT_WHATSAPP_APP_SECRET", SECRET);
        environment.put("ASSENT_ENCRYPTION_KEY", encryptionKey);
        environment.put("ASSENT_SMTP_URL", "smtp://127.0.0.1:1");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(port));
        var log = new File("target", prefix + ".log");
        var process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                        .start();
        var application = new ApplicationProcess(process, port);
        await().atMost(Duration.ofMinutes(2)).until(application::answers);
        return application;
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

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
