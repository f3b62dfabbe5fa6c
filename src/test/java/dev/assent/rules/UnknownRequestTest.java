package dev.assent.rules;

import static dev.assent.rules.Pair.DAY;
import static dev.assent.rules.Pair.HOUR;
import static dev.assent.rules.Pair.MINUTE;
import static dev.assent.rules.Pair.SECOND;
import static dev.assent.rules.Pair.START;
import static dev.assent.rules.Pair.WEEK;
import static dev.assent.rules.Pair.call;
import static dev.assent.rules.Pair.message;
import static dev.assent.rules.Pair.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assent.rules.Happening.Delivery;
import dev.assent.rules.Happening.Why;
import dev.assent.rules.RequestLife.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

/** How a request of which nobody knows whether Meta has it is resolved (3.2 and 5.2). */
class UnknownRequestTest {

    private static final Instant LATER = START.plus(DAY);
    private static final String NEW = message("never heard of");

    private final Pair pair = pair();
    private final String unknown = pair.attempted(START);

    @Test
    void a_handover_told_late_resolves_it() {
        pair.handedOver(unknown, START);

        assertThat(life().status()).isEqualTo(Status.SENT);
    }

    @Test
    void a_status_that_echoes_our_attempt_resolves_it() {
        pair.echoed(unknown, Delivery.DELIVERED, LATER);

        assertThat(life().status()).isEqualTo(Status.DELIVERED);
        assertThat(life().metaId()).isEqualTo(message(unknown));
    }

    @Test
    void a_status_without_an_echo_does_not() {
        pair.delivered(unknown, LATER);

        assertThat(life().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_reply_to_a_message_nobody_knows_resolves_it_and_gives_it_the_id() {
        pair.rejects(NEW, LATER);

        assertThat(life().status()).isEqualTo(Status.DECLINED);
        assertThat(life().metaId()).isEqualTo(NEW);
    }

    @Test
    void the_statuses_of_that_message_are_then_its_own_even_earlier_ones() {
        pair.add(new Happening.Status("s", START.plus(HOUR), NEW, null, Delivery.READ))
                .rejects(NEW, LATER);

        assertThat(life().deliveredAt()).isEqualTo(START.plus(HOUR));
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void a_reply_resolves_what_lies_in_the_seven_days_before_it(int seconds, boolean resolves) {
        pair.rejects(NEW, START.plus(WEEK).plusSeconds(seconds));

        assertThat(life().metaId() != null).isEqualTo(resolves);
    }

    @ParameterizedTest
    @CsvSource({"59, true", "60, true", "61, false"})
    void a_reply_may_seem_up_to_a_minute_older(int seconds, boolean resolves) {
        pair.accepts(NEW, START.minusSeconds(seconds), null);

        assertThat(life().metaId() != null).isEqualTo(resolves);
        assertThat(((Standing.Granted) pair.standing(LATER)).since())
                .isEqualTo(resolves ? START : START.minusSeconds(seconds));
    }

    @Test
    void with_two_candidates_a_reply_resolves_neither() {
        pair.attempted(START.plus(SECOND));
        pair.rejects(NEW, LATER);

        assertThat(pair.at(LATER).requests())
                .extracting(RequestLife::status)
                .containsOnly(Status.UNKNOWN);
        assertThat(pair.standing(LATER)).isInstanceOf(Standing.Pending.class);
    }

    @Test
    void the_second_candidate_may_be_handed_over_refused_or_too_old() {
        pair.asked(START.plus(SECOND));
        pair.refused(pair.attempted(START.plus(SECOND)), Why.OTHER, START.plus(MINUTE));
        pair.attempted(START.minus(WEEK));
        pair.rejects(NEW, LATER);

        assertThat(life().status()).isEqualTo(Status.DECLINED);
    }

    @Test
    void a_later_reply_sees_what_an_earlier_one_resolved_even_if_that_is_told_last() {
        var second = pair.attempted(START.plus(HOUR));
        pair.rejects(message("second"), START.plus(HOUR).plus(HOUR))
                .rejects(message("first"), START.plus(MINUTE));

        assertThat(pair.at(LATER).requests())
                .extracting(RequestLife::attempt, RequestLife::metaId)
                .containsExactly(
                        tuple(unknown, message("first")), tuple(second, message("second")));
    }

    @Test
    void another_reply_to_the_same_message_answers_the_same_request() {
        pair.rejects(NEW, LATER).accepts(NEW, LATER.plus(HOUR), null);

        assertThat(life().status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void accepts_are_placed_before_rejects_of_the_same_second() {
        var position =
                pair.rejects(message("b"), LATER).accepts(message("a"), LATER, null).at(LATER);

        assertThat(position.requests().getFirst().metaId()).isEqualTo(message("a"));
    }

    @Test
    void replies_of_the_same_second_are_placed_in_the_order_of_their_ids() {
        pair.add(new Happening.Reject("a9", LATER, message("b"), false))
                .add(new Happening.Reject("a8", LATER, message("a"), false));

        assertThat(life().metaId()).isEqualTo(message("a"));
    }

    @Test
    void a_reply_to_a_message_we_know_resolves_nothing() {
        pair.rejects(message(pair.asked(START)), LATER);

        assertThat(life().metaId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "d1"})
    void a_reply_to_a_call_resolves_nothing(String attempt) {
        pair.callbackGranted(call(attempt), LATER, null);

        assertThat(life().metaId()).isNull();
    }

    @Test
    void a_reply_from_the_profile_resolves_nothing() {
        pair.revokesInProfile(LATER);

        assertThat(life().metaId()).isNull();
    }

    @Test
    void a_refused_request_is_not_unknown() {
        pair.refused(unknown, Why.OTHER, START).rejects(NEW, LATER);

        assertThat(life().status()).isEqualTo(Status.FAILED);
        assertThat(life().metaId()).isNull();
    }

    @Test
    void nothing_heard_lets_it_expire() {
        assertThat(pair.at(START.plus(WEEK).minus(SECOND)).requests().getFirst().status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(pair.at(START.plus(WEEK)).requests().getFirst().status())
                .isEqualTo(Status.EXPIRED);
    }

    private RequestLife life() {
        return pair.at(LATER).requests().stream()
                .filter(it -> it.attempt().equals(unknown))
                .findFirst()
                .orElseThrow();
    }
}
