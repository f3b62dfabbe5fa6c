package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assent.access.Throttle.Allowance;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

@AccessTest
class ThrottleTest {

    private static final Allowance THREE = new Allowance("test", 3);

    @Autowired People people;
    @Autowired CountedHashes hashes;
    @Autowired @Control JdbcClient control;
    @Autowired @Control TransactionTemplate transactions;

    private final String who = Id.fresh().toString();
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private Throttle throttle;

    @BeforeEach
    void atTen() {
        throttle = new Throttle(control, transactions, () -> now);
    }

    @Test
    void so_many_tries_and_no_more() {
        tries(3);
        assertThatExceptionOfType(TooManyTries.class)
                .isThrownBy(() -> throttle.count(THREE, who))
                .satisfies(refusal -> assertThat(refusal.seconds()).isEqualTo(900));
    }

    @Test
    void tries_of_others_and_of_other_kinds_do_not_count() {
        tries(3);
        assertThatCode(() -> throttle.count(THREE, who + "x")).doesNotThrowAnyException();
        assertThatCode(() -> throttle.count(new Allowance("other", 1), who))
                .doesNotThrowAnyException();
    }

    @Test
    void the_window_begins_with_the_first_try_and_is_over_at_its_end() {
        tries(1);
        later(Duration.ofMinutes(14));
        tries(2);
        later(Duration.ofSeconds(59));
        assertThatExceptionOfType(TooManyTries.class)
                .isThrownBy(() -> throttle.count(THREE, who))
                .satisfies(refusal -> {
                    assertThat(refusal.seconds()).isEqualTo(1);
                    assertThat(refusal.minutes()).isEqualTo(1);
                });
        later(Duration.ofSeconds(1));
        tries(3);
    }

    @Test
    void refused_tries_do_not_prolong_the_wait() {
        tries(3);
        later(Duration.ofMinutes(14));
        assertThatExceptionOfType(TooManyTries.class).isThrownBy(() -> throttle.count(THREE, who));
        later(Duration.ofMinutes(1));
        tries(1);
    }

    @Test
    void one_that_turned_out_well_can_be_given_back_or_all_forgotten() {
        tries(3);
        throttle.giveBack(THREE, who);
        tries(1);
        throttle.reset(THREE, who);
        tries(3);
    }

    @Test
    void many_at_once_do_not_slip_through() throws Exception {
        Callable<Boolean> attempt =
                () -> {
                    try {
                        throttle.count(THREE, who);
                        return true;
                    } catch (TooManyTries refused) {
                        return false;
                    }
                };
        var passed = 0;
        try (var pool = Executors.newFixedThreadPool(16)) {
            for (var one : pool.invokeAll(Collections.nCopies(64, attempt))) {
                passed += one.get() ? 1 : 0;
            }
        }
        assertThat(passed).isEqualTo(3);
    }

    @Test
    void what_is_over_is_swept_away() {
        tries(1);
        later(Duration.ofMinutes(15));
        throttle.forget();
        assertThat(
                        control.sql("select count(*) from tries where who = ?")
                                .param(THREE.key(who))
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void guessing_at_one_account_ends_in_a_wait_whether_or_not_it_exists() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        for (var mail : new String[] {agent.mail(), who + "@nobody.example"}) {
            var last = people.visitor();
            for (int time = 1; time <= 10; time++) {
                assertThat(people.visitor().signIn(mail, "guess " + time).status()).isEqualTo(422);
            }
            assertThat(
                            hashes.during(() -> {
                                var refused = last.signIn(mail, People.PASSWORD);
                                assertThat(refused.status()).isEqualTo(429);
                                assertThat(Integer.parseInt(refused.header("Retry-After")))
                                        .isBetween(800, 900);
                                assertThat(refused.body()).contains("Too many tries", "15 minutes");
                            }))
                    .isZero();
        }
    }

    @Test
    void another_way_to_write_the_address_does_not_help() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        var variants =
                new String[] {
                    agent.mail(),
                    agent.mail().toUpperCase(),
                    " " + agent.mail(),
                    agent.mail().replace("people.", "people\u3002"),
                    agent.mail().replace("example", "ｅxample")
                };
        for (int time = 0; time < 10; time++) {
            assertThat(people.visitor().signIn(variants[time % 5], "guess").status())
                    .isEqualTo(422);
        }
        for (var variant : variants) {
            assertThat(people.visitor().signIn(variant, "guess").status()).isEqualTo(429);
        }
    }

    @Test
    void signing_in_forgets_the_tries_before() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        for (int round = 0; round < 2; round++) {
            for (int time = 0; time < 9; time++) {
                people.visitor().signIn(agent.mail(), "guess");
            }
            assertThat(people.visitor().signIn(agent.mail(), People.PASSWORD).status())
                    .isEqualTo(302);
        }
    }

    @Test
    void guessing_at_many_accounts_from_one_place_ends_in_a_wait() {
        var agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
        var from = "203.0.113.1";
        for (int time = 0; time < 50; time++) {
            assertThat(guess(from, "%s-%d@nobody.example".formatted(who, time))).isEqualTo(422);
        }
        assertThat(guess(from, agent.mail())).isEqualTo(429);
        assertThat(guess("203.0.113.255", agent.mail())).isEqualTo(422);
    }

    private int guess(String from, String mail) {
        return people.visitor(from).signIn(mail, "guess").status();
    }

    private void tries(int count) {
        for (int time = 0; time < count; time++) {
            throttle.count(THREE, who);
        }
    }

    private void later(Duration duration) {
        now = now.plus(duration);
    }
}
