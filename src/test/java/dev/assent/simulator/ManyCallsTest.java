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
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
        each(people, person -> lotus.phone(person, "profile", "{\"permission\":\"always\"}"));
        var started = System.nanoTime();
        each(people, lotus::dial);
        var dialled = System.nanoTime();
        each(people, person -> lotus.phone(person, "answer", "{}"));
        assertThat(inACall(lotus)).isEqualTo(people.size());
        each(people, person -> lotus.phone(person, "hangup", "{}"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(told("terminate")).hasSize(people.size()));
        System.out.printf(
                "%d calls dialled in %d ms, told to their ends in %d ms%n",
                CALLS,
                TimeUnit.NANOSECONDS.toMillis(dialled - started),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        for (var word : List.of("connect", "RINGING", "ACCEPTED", "terminate")) {
            assertThat(told(word)).as(word).hasSameSizeAs(people).doesNotHaveDuplicates();
        }
    }

    private static void each(List<String> people, Function<String, Meta.Answer> act)
            throws InterruptedException {
        var tasks = people.stream().<Callable<Meta.Answer>>map(person -> () -> act.apply(person));
        try (var executor = Executors.newFixedThreadPool(16)) {
            for (var answer : executor.invokeAll(tasks.toList())) {
                assertThat(answer)
                        .succeedsWithin(Duration.ofSeconds(60))
                        .returns(200, Meta.Answer::status);
            }
        }
    }

    private long inACall(Meta.Line lotus) {
        var phones = new Meta(port).send("GET", "/phones?number=" + lotus.id(), null, null).body();
        return phones.valueStream()
                .filter(phone -> phone.path("state").asString().equals("in a call"))
                .count();
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
}
