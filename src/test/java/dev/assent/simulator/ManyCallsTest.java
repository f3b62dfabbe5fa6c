package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Two hundred calls at once, each of them told whole. */
@SimulatorTest
class ManyCallsTest {

    private static final int CALLS = 200;

    @LocalServerPort int port;

    private final Application application = new Application();

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void two_hundred_calls_are_in_progress_at_once_and_none_is_told_twice() throws Exception {
        var lotus = new Meta(port).line("IN", application);
        var people = IntStream.range(0, CALLS).mapToObj(_ -> Meta.person()).distinct().toList();
        everybody(people, "profile", lotus, "{\"permission\":\"always\"}");
        var started = System.nanoTime();
        inParallel(
                people.stream()
                        .<Callable<Void>>map(person ->
                                () -> {
                                    assertThat(lotus.dial(person).status()).isEqualTo(200);
                                    return null;
                                })
                        .toList());
        said("dialled", started);
        everybody(people, "answer", lotus, "{}");
        said("answered", started);
        assertThat(lotus.state(people.getFirst()).path("state").asString()).isEqualTo("in a call");
        everybody(people, "hangup", lotus, "{}");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(told("terminate")).hasSize(people.size()));
        said("told", started);
        assertThat(told("connect")).hasSameSizeAs(people).doesNotHaveDuplicates();
        assertThat(told("RINGING")).hasSameSizeAs(people).doesNotHaveDuplicates();
        assertThat(told("ACCEPTED")).hasSameSizeAs(people).doesNotHaveDuplicates();
        assertThat(told("terminate")).doesNotHaveDuplicates();
    }

    private static void everybody(List<String> people, String act, Meta.Line line, String words)
            throws InterruptedException {
        inParallel(
                people.stream()
                        .<Callable<Void>>map(person ->
                                () -> {
                                    assertThat(line.phone(person, act, words).status())
                                            .isEqualTo(200);
                                    return null;
                                })
                        .toList());
    }

    private static void inParallel(List<Callable<Void>> tasks) throws InterruptedException {
        try (var executor = Executors.newFixedThreadPool(16)) {
            for (var done : executor.invokeAll(tasks)) {
                assertThat(done).succeedsWithin(Duration.ofSeconds(60));
            }
        }
    }

    /** The calls of which that was told. */
    private List<String> told(String word) {
        return application.values("calls").stream()
                .map(value -> value.has("statuses") ? value.path("statuses") : value.path("calls"))
                .map(list -> list.path(0))
                .filter(one -> word(one).equals(word))
                .map(one -> one.path("id").asString())
                .toList();
    }

    private static String word(JsonNode one) {
        return one.has("event") ? one.path("event").asString() : one.path("status").asString();
    }

    private static void said(String what, long since) {
        System.out.printf(
                "%d calls %s after %d ms%n", CALLS, what, (System.nanoTime() - since) / 1_000_000);
    }
}
