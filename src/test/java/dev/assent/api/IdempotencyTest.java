package dev.assent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.contact.Contact;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Requests;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.ErrorResponseException;

import tools.jackson.databind.json.JsonMapper;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** One key, one effect: whoever repeats, however late, and whoever died in between. */
@PermissionTest
class IdempotencyTest {

    private static final int MANY = 16;

    @Autowired ApplicationContext application;
    @Autowired JdbcClient jdbc;
    @Autowired Persistent persistent;
    @Autowired Requests requests;
    @Autowired JsonMapper json;
    @Autowired Askings askings;
    @Autowired Idempotency idempotency;
    @Autowired Moods moods;

    private final String key = UUID.randomUUID().toString();
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private Scene lotus;
    private Contact meera;
    private NewRequest wanted;
    private Idempotency ours;

    @BeforeEach
    void somebodyToAsk() {
        moods.calm();
        lotus = Scene.lotus(application);
        meera = lotus.writer();
        wanted =
                new NewRequest(
                        lotus.number.phoneNumberId(),
                        meera.phone().e164(),
                        "free_form",
                        null,
                        null,
                        null,
                        "May we call you?");
        ours = new Idempotency(jdbc, persistent, requests, json, () -> now);
    }

    @AfterEach
    void calm() {
        moods.calm();
    }

    @Test
    void the_first_answer_is_given_for_24_hours_and_then_no_more() {
        var first = ask();
        assertThat(first.status()).isEqualTo(201);
        now = now.plus(Duration.ofHours(24));
        assertThat(ask()).isEqualTo(first);
        now = now.plusMillis(1);
        assertThat(ask().status()).isEqualTo(409);
        assertThat(lotus.requests(meera)).hasSize(1);
    }

    @Test
    void a_refusal_of_metas_or_of_the_rules_is_an_answer_too() {
        lotus.ask(meera);
        var first = ask();
        assertThat(first.status()).isEqualTo(409);
        assertThat(ask()).isEqualTo(first);
    }

    @Test
    void what_could_not_be_understood_leaves_the_key_free() {
        assertThatThrownBy(() ->
                        once(attempt -> {
                            throw Problem.unprocessable("number", "No.");
                        }))
                .isInstanceOf(ErrorResponseException.class);
        assertThat(ask().status()).isEqualTo(201);
    }

    @Test
    void while_the_first_is_worked_on_others_read_so() {
        var program = new Program(application, lotus);
        var meanwhile = new Answers();
        var reply =
                lotus.tenant.call(() ->
                        idempotency.once(
                                key,
                                wanted,
                                attempt -> {
                                    meanwhile.keep(program, json.writeValueAsString(wanted), key);
                                    return askings.ask(wanted, attempt, "test");
                                },
                                askings::tell));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(meanwhile.answer().statusCode()).isEqualTo(409);
        assertThat(Program.json(meanwhile.answer()).at("/code").asString())
                .isEqualTo("IDEMPOTENCY_IN_PROGRESS");
        assertThat(lotus.requests(meera)).hasSize(1);
    }

    @Test
    void who_died_before_asking_is_replaced_after_30_seconds() {
        die(_ -> {});
        now = now.plusSeconds(30).minusMillis(1);
        assertThatInProgress();
        assertThat(lotus.requests(meera)).isEmpty();
        now = now.plusMillis(1);
        assertThat(ask().status()).isEqualTo(201);
        assertThat(lotus.requests(meera)).hasSize(1);
    }

    @Test
    void who_died_after_asking_is_told_for_and_nobody_is_asked_twice() {
        die(attempt -> askings.ask(wanted, attempt, "test"));
        assertThatInProgress();
        now = now.plusSeconds(30);
        var told = ask();
        assertThat(told.status()).isEqualTo(201);
        var request = lotus.requests(meera).getFirst();
        assertThat(told.location()).endsWith(request.id().toString());
        assertThat(ask()).isEqualTo(told);
        assertThat(lotus.requests(meera)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"ERROR, 131049", "ERROR, 131016", "TIMEOUT, 0"})
    void who_died_after_metas_answer_is_told_for_as_they_would_have_told(String kind, int code) {
        var first = new AtomicReference<Reply>();
        moods.fail(kind, code, "messages", 1, false);
        die(attempt -> first.set(askings.ask(wanted, attempt, "test")));
        now = now.plusSeconds(30);
        assertThat(ask()).isEqualTo(first.get());
        assertThat(ask()).isEqualTo(first.get());
        assertThat(lotus.requests(meera)).hasSize(1);
    }

    @Test
    void who_died_without_having_reached_meta_is_told_for_as_well() {
        lotus.tenant.run(
                () -> jdbc.sql("update business_number set token = 'unreadable'").update());
        var first = new AtomicReference<Reply>();
        die(attempt -> first.set(askings.ask(wanted, attempt, "test")));
        now = now.plusSeconds(30);
        assertThat(ask()).isEqualTo(first.get());
        assertThat(first.get().status()).isEqualTo(502);
        assertThat(first.get().body()).contains("could not be reached");
    }

    @Test
    void who_died_over_what_the_rules_forbid_is_told_for_with_the_reasons() {
        lotus.ask(meera);
        var first = new AtomicReference<Reply>();
        die(attempt -> first.set(askings.ask(wanted, attempt, "test")));
        now = now.plusSeconds(30);
        assertThat(ask()).isEqualTo(first.get());
        assertThat(first.get().status()).isEqualTo(409);
    }

    @Test
    void who_takes_over_is_not_taken_over_from_at_once() {
        die(_ -> {});
        now = now.plusSeconds(30);
        die(_ -> {});
        now = now.plusSeconds(30).minusMillis(1);
        assertThatInProgress();
        now = now.plusMillis(1);
        assertThat(ask().status()).isEqualTo(201);
    }

    /** Many who repeat one request at once lock the same rows, and each other out. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void a_statement_that_was_the_victim_of_a_deadlock_is_done_again(int statement) {
        ours = new Idempotency(unlucky(statement), persistent, requests, json, () -> now);
        assertThat(ask().status()).isEqualTo(201);
        assertThat(ask().status()).isEqualTo(201);
        assertThat(lotus.requests(meera)).hasSize(1);
    }

    /** The statement of this number is chosen as the victim. */
    private JdbcClient unlucky(int statement) {
        var written = new AtomicInteger();
        return sql -> {
            var real = jdbc.sql(sql);
            return (JdbcClient.StatementSpec)
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {JdbcClient.StatementSpec.class},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("update")
                                        && written.incrementAndGet() == statement) {
                                    throw new CannotAcquireLockException("deadlock");
                                }
                                try {
                                    var answer = method.invoke(real, arguments);
                                    return answer == real ? proxy : answer;
                                } catch (InvocationTargetException failure) {
                                    throw failure.getCause();
                                }
                            });
        };
    }

    @Test
    void of_many_who_take_over_at_once_one_does_the_work() throws Exception {
        die(_ -> {});
        now = now.plusSeconds(30);
        var worked = new AtomicInteger();
        var all = new CyclicBarrier(MANY);
        Callable<Void> again =
                () -> {
                    all.await();
                    try {
                        once(attempt -> {
                            worked.incrementAndGet();
                            return new Reply(201, null, "{}", false);
                        });
                    } catch (ErrorResponseException inProgress) {
                        assertThat(inProgress.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
                    }
                    return null;
                };
        try (var threads = Executors.newFixedThreadPool(MANY)) {
            for (var done : threads.invokeAll(Collections.nCopies(MANY, again))) {
                done.get();
            }
        }
        assertThat(worked).hasValue(1);
    }

    /** What another request met while the first was under way. */
    private static final class Answers {

        private HttpResponse<String> answer;

        void keep(Program program, String body, String key) {
            try {
                answer = program.ask(body, key);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        HttpResponse<String> answer() {
            return answer;
        }
    }

    private interface Work {
        void with(Id attempt);
    }

    private void die(Work work) {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        once(attempt -> {
                            work.with(attempt);
                            throw new IllegalStateException("killed");
                        }));
    }

    private void assertThatInProgress() {
        assertThatThrownBy(this::ask)
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal -> {
                            assertThat(refusal.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
                            assertThat(refusal.getBody().getProperties())
                                    .containsEntry("code", "IDEMPOTENCY_IN_PROGRESS");
                        });
    }

    private Reply ask() {
        return once(attempt -> askings.ask(wanted, attempt, "test"));
    }

    private Reply once(Function<Id, Reply> work) {
        return lotus.tenant.call(() -> ours.once(key, wanted, work, askings::tell));
    }
}
