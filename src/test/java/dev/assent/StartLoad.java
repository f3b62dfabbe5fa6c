package dev.assent;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the application takes from the start of its process to its first page, and how much
 * memory it holds after an idle minute: as {@code mvn spring-boot:run} starts it, in demo mode, on
 * an embedded database that is unpacked already. How to run it and what came out: {@code
 * docs/performance.md}.
 */
public final class StartLoad {

    private static final int STARTS = Integer.getInteger("load.starts", 5);
    private static final int IDLE = Integer.getInteger("load.idle", 60);
    private static final Path HOME = Path.of("target", "start-load");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private StartLoad() {}

    public static void main(String[] arguments) throws Exception {
        new StartLoad().run();
    }

    private void run() throws Exception {
        var first = start();
        awaitStatus(first, "/actuator/health");
        end(first);
        System.out.printf("unpacked and loaded in %d ms%n", first.millis());

        var millis = new ArrayList<Long>();
        var processor = new ArrayList<Long>();
        for (var number = 1; number <= STARTS; number++) {
            var running = start();
            awaitStatus(running, "/login");
            millis.add(running.millis());
            processor.add(running.processor().toMillis());
            awaitStatus(running, "/actuator/health");
            if (number == STARTS) {
                rest(running);
            }
            end(running);
        }
        millis.sort(null);
        processor.sort(null);
        System.out.printf(
                "start to first page, %d times: p50 %d ms, max %d ms, processor time p50 %d ms%n",
                STARTS, millis.get(STARTS / 2), millis.getLast(), processor.get(STARTS / 2));
    }

    private void rest(Running running) throws IOException {
        System.out.printf("memory once it answers: %s%n", memory(running));
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(IDLE));
        System.out.printf("memory after %d idle seconds: %s%n", IDLE, memory(running));
    }

    private record Running(Process process, int port, long begin) {

        long millis() {
            return (System.nanoTime() - begin) / 1_000_000;
        }

        Duration processor() {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }

    private static Running start() throws IOException {
        var port = freePort();
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1"));
        command.addAll(Arrays.asList(System.getProperty("load.jvm", "").strip().split("\\s+")));
        command.addAll(List.of("-cp", classPath(), "dev.assent.Assent"));
        var builder = new ProcessBuilder(command);
        builder.environment().put("ASSENT_DB_HOME", HOME.resolve("home").toString());
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        Files.createDirectories(HOME);
        var begin = System.nanoTime();
        var process =
                builder.redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        new File(HOME.toFile(), "application.log")))
                        .start();
        return new Running(process, port, begin);
    }

    /** What the application itself brings, without the tests. */
    private static String classPath() {
        return System.getProperty("java.class.path")
                .replaceFirst(
                        "^[^" + File.pathSeparator + "]*test-classes" + File.pathSeparator, "");
    }

    private void awaitStatus(Running running, String path) throws Exception {
        while (!answers(running, path)) {
            if (!running.process().isAlive()) {
                throw new IllegalStateException("it ended, see " + HOME.resolve("application.log"));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private boolean answers(Running running, String path) throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:"
                                                                    + running.port()
                                                                    + path))
                                            .timeout(Duration.ofSeconds(30))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String memory(Running running) throws IOException {
        return Files.readAllLines(Path.of("/proc/%d/status".formatted(running.process().pid())))
                .stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                .map(line -> line.split("\\s+"))
                .map(words -> "%s %d MiB".formatted(words[0], Long.parseLong(words[1]) / 1024))
                .reduce((one, other) -> other + ", " + one)
                .orElse("?");
    }

    private static void end(Running running) throws InterruptedException {
        running.process().destroy();
        if (!running.process().waitFor(30, TimeUnit.SECONDS)) {
            running.process().destroyForcibly().waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
