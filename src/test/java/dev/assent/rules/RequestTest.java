package dev.assent.rules;

import static dev.assent.rules.Pair.DAY;
import static dev.assent.rules.Pair.HOUR;
import static dev.assent.rules.Pair.MINUTE;
import static dev.assent.rules.Pair.SECOND;
import static dev.assent.rules.Pair.START;
import static dev.assent.rules.Pair.WEEK;
import static dev.assent.rules.Pair.message;
import static dev.assent.rules.Pair.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.rules.Happening.Delivery;
import dev.assent.rules.Happening.Why;
import dev.assent.rules.RequestLife.Status;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;

/** Section 5 of the rules. */
class RequestTest {

    private static final Instant LATER = START.plus(DAY);

    private final Pair pair = pair();

    @Nested
    class Its_status_is {

        @Test
        void unknown_until_something_is_heard_of_it() {
            pair.attempted(START);

            assertThat(only(LATER))
                    .isEqualTo(
                            new RequestLife(
                                    "q000",
                                    null,
                                    START,
                                    Status.UNKNOWN,
                                    START.plus(WEEK),
                                    null,
                                    null));
        }

        @Test
        void sent_since_it_was_handed_over() {
            pair.handedOver(pair.attempted(START), START.plus(SECOND));

            assertThat(only(LATER))
                    .isEqualTo(
                            new RequestLife(
                                    "q000",
                                    message("q000"),
                                    START.plus(SECOND),
                                    Status.SENT,
                                    START.plus(SECOND).plus(WEEK),
                                    null,
                                    START.plus(SECOND)));
        }

        @Test
        void sent_since_its_first_status_where_no_handover_is_known() {
            var request = pair.attempted(START);
            pair.echoed(request, Delivery.SENT, START.plus(HOUR))
                    .echoed(request, Delivery.SENT, START.plus(MINUTE));

            assertThat(only(LATER).status()).isEqualTo(Status.SENT);
            assertThat(only(LATER).changedAt()).isEqualTo(START.plus(MINUTE));
            assertThat(only(LATER).moment()).isEqualTo(START);
        }

        @Test
        void delivered_since_the_first_word_of_it() {
            var request = pair.asked(START);
            pair.delivered(request, START.plus(HOUR)).delivered(request, START.plus(MINUTE));

            assertThat(only(LATER))
                    .isEqualTo(
                            new RequestLife(
                                    "q000",
                                    message("q000"),
                                    START,
                                    Status.DELIVERED,
                                    START.plus(MINUTE).plus(WEEK),
                                    START.plus(MINUTE),
                                    START.plus(MINUTE)));
        }

        @Test
        void read_and_thereby_delivered() {
            var request = pair.asked(START);
            pair.delivery(request, Delivery.READ, START.plus(HOUR))
                    .delivery(request, Delivery.READ, START.plus(MINUTE))
                    .delivered(request, START.plus(HOUR));

            assertThat(only(LATER).status()).isEqualTo(Status.READ);
            assertThat(only(LATER).changedAt()).isEqualTo(START.plus(MINUTE));
            assertThat(only(LATER).deliveredAt()).isEqualTo(START.plus(MINUTE));
        }

        @Test
        void the_latest_answer_and_thereby_delivered() {
            var request = pair.asked(START);
            pair.declines(request, START.plus(MINUTE)).allows(request, START.plus(HOUR));

            assertThat(only(LATER))
                    .isEqualTo(
                            new RequestLife(
                                    "q000",
                                    message("q000"),
                                    START,
                                    Status.ACCEPTED,
                                    START.plus(MINUTE).plus(WEEK),
                                    START.plus(MINUTE),
                                    START.plus(HOUR)));

            pair.declines(request, LATER);
            assertThat(only(LATER).status()).isEqualTo(Status.DECLINED);
        }

        @Test
        void the_answer_for_ever_whatever_comes_then() {
            pair.allows(pair.asked(START), START.plus(HOUR));
            pair.delivered(pair.asked(LATER), LATER);

            assertThat(first(START.plus(WEEK.multipliedBy(9))).status()).isEqualTo(Status.ACCEPTED);
        }

        @Test
        void the_answer_even_if_it_comes_when_all_seems_over() {
            pair.allows(pair.asked(START), START.plus(WEEK.multipliedBy(2)));

            assertThat(first(START.plus(WEEK.multipliedBy(3))).status()).isEqualTo(Status.ACCEPTED);
        }

        @Test
        void failed_when_Meta_refused_it() {
            pair.refused(pair.attempted(START), Why.OTHER, START.plus(SECOND));

            assertThat(only(LATER))
                    .isEqualTo(
                            new RequestLife(
                                    "q000",
                                    null,
                                    START,
                                    Status.FAILED,
                                    START.plus(WEEK),
                                    null,
                                    START.plus(SECOND)));
        }

        @Test
        void failed_when_a_status_says_so_first_told_first() {
            var request = pair.asked(START);
            pair.delivery(request, Delivery.FAILED, START.plus(HOUR))
                    .delivery(request, Delivery.FAILED, START.plus(MINUTE));

            assertThat(only(LATER).status()).isEqualTo(Status.FAILED);
            assertThat(only(LATER).changedAt()).isEqualTo(START.plus(MINUTE));
        }

        @ParameterizedTest
        @EnumSource(names = {"DELIVERED", "READ"})
        void not_failed_where_a_delivery_is_known_however_late(Delivery delivery) {
            var request = pair.asked(START);
            pair.delivery(request, Delivery.FAILED, START).delivery(request, delivery, LATER);

            assertThat(only(LATER).status().name()).isEqualTo(delivery.name());
        }

        @Test
        void not_refused_where_an_answer_is_known() {
            var request = pair.asked(START);
            pair.refused(request, Why.OTHER, START).allows(request, LATER);

            assertThat(only(LATER).status()).isEqualTo(Status.ACCEPTED);
        }
    }

    @Nested
    class It_expires {

        @ParameterizedTest
        @CsvSource({"-1, SENT", "0, EXPIRED", "1, EXPIRED"})
        void seven_days_after_its_moment_where_no_delivery_is_known(int seconds, Status status) {
            pair.asked(START);

            assertThat(only(START.plus(WEEK).plusSeconds(seconds)).status()).isEqualTo(status);
        }

        @ParameterizedTest
        @CsvSource({"-1, DELIVERED", "0, EXPIRED", "1, EXPIRED"})
        void seven_days_after_its_delivery(int seconds, Status status) {
            pair.delivered(pair.asked(START), LATER);

            var life = only(LATER.plus(WEEK).plusSeconds(seconds));
            assertThat(life.status()).isEqualTo(status);
            if (status == Status.EXPIRED) {
                assertThat(life.changedAt()).isEqualTo(LATER.plus(WEEK));
            }
        }

        @Test
        void though_it_was_read_or_nobody_knows_of_it() {
            pair.delivery(pair.asked(START), Delivery.READ, START);
            assertThat(only(START.plus(WEEK)).status()).isEqualTo(Status.EXPIRED);

            var unknown = pair();
            unknown.attempted(START);
            assertThat(unknown.at(START.plus(WEEK)).requests().getFirst().status())
                    .isEqualTo(Status.EXPIRED);
        }
    }

    @Nested
    class It_is_superseded {

        @Test
        void when_a_newer_one_is_delivered() {
            pair.asked(START);
            pair.delivered(pair.asked(LATER), LATER.plus(MINUTE));

            assertThat(first(LATER.plus(HOUR)).status()).isEqualTo(Status.SUPERSEDED);
            assertThat(first(LATER.plus(HOUR)).changedAt()).isEqualTo(LATER.plus(MINUTE));
        }

        @Test
        void when_a_newer_one_is_answered() {
            pair.asked(START);
            pair.declines(pair.asked(LATER), LATER.plus(MINUTE));

            assertThat(first(LATER.plus(HOUR)).changedAt()).isEqualTo(LATER.plus(MINUTE));
        }

        @Test
        void by_the_first_of_several() {
            pair.asked(START);
            pair.delivered(pair.asked(START.plus(SECOND)), LATER.plus(HOUR));
            pair.delivered(pair.asked(LATER), LATER.plus(MINUTE));
            pair.asked(LATER);

            assertThat(first(LATER.plus(DAY)).changedAt()).isEqualTo(LATER.plus(MINUTE));
        }

        @Test
        void not_by_a_newer_one_that_is_only_sent_or_failed() {
            pair.asked(START);
            pair.delivery(pair.asked(LATER), Delivery.FAILED, LATER);
            pair.asked(LATER.plus(HOUR));

            assertThat(first(LATER.plus(DAY)).status()).isEqualTo(Status.SENT);
        }

        @Test
        void not_by_an_older_one() {
            pair.delivered(pair.asked(START), LATER.plus(HOUR));
            pair.asked(LATER);

            assertThat(pair.at(LATER.plus(DAY)).requests().getLast().status())
                    .isEqualTo(Status.SENT);
        }

        @ParameterizedTest
        @CsvSource({"-1, SUPERSEDED", "0, EXPIRED", "1, EXPIRED"})
        void only_before_its_own_end(int seconds, Status status) {
            pair.asked(START);
            pair.delivered(pair.asked(LATER), START.plus(WEEK).plusSeconds(seconds));

            assertThat(first(START.plus(WEEK)).status()).isEqualTo(status);
        }

        @Test
        void by_the_greater_attempt_where_both_have_one_moment() {
            pair.asked(START);
            pair.delivered(pair.asked(START), LATER);
            assertThat(first(LATER).status()).isEqualTo(Status.SUPERSEDED);

            var other = pair();
            other.delivered(other.asked(START), LATER);
            other.asked(START);
            assertThat(other.at(LATER).requests().getLast().status()).isEqualTo(Status.SENT);
        }
    }

    @Nested
    class Its_moment {

        @Test
        void is_its_earliest_handover() {
            var request = pair.attempted(START);
            pair.handedOver(request, START.plus(HOUR)).handedOver(request, START.plus(MINUTE));

            assertThat(only(LATER).moment()).isEqualTo(START.plus(MINUTE));
        }

        @Test
        void is_never_before_the_attempt() {
            pair.handedOver(pair.attempted(START), START.minus(SECOND));

            assertThat(only(LATER).moment()).isEqualTo(START);
        }

        @Test
        void is_the_earliest_at_which_its_statuses_stand() {
            var request = pair.asked(START);
            pair.delivery(request, Delivery.READ, START.minus(MINUTE))
                    .delivered(request, START.minus(HOUR));

            assertThat(only(LATER).changedAt()).isEqualTo(START);
            assertThat(only(LATER).deliveredAt()).isEqualTo(START);
        }

        @Test
        void is_the_earliest_at_which_its_failure_stands() {
            pair.delivery(pair.asked(START), Delivery.FAILED, START.minus(MINUTE));
            assertThat(only(LATER).changedAt()).isEqualTo(START);

            var refused = pair();
            refused.refused(refused.attempted(START), Why.OTHER, START.minus(MINUTE));
            assertThat(refused.at(LATER).requests().getFirst().changedAt()).isEqualTo(START);
        }
    }

    @Nested
    class Its_words {

        @Test
        void belong_to_it_by_our_attempt_or_by_the_id_tied_to_it() {
            var request = pair.attempted(START);
            pair.echoed(request, Delivery.SENT, START.plus(SECOND))
                    .delivered(request, START.plus(MINUTE));

            assertThat(only(LATER).status()).isEqualTo(Status.DELIVERED);
            assertThat(only(LATER).metaId()).isEqualTo(message(request));
        }

        @Test
        void belong_to_it_by_each_of_several_ids_and_the_first_as_text_is_shown() {
            pair.attempted(START);
            pair.add(new Happening.HandedOver("h2", START, "q000", "wamid.b"))
                    .add(new Happening.HandedOver("h1", START, "q000", "wamid.a"))
                    .add(new Happening.HandedOver("h3", START, "q000", "wamid.c"))
                    .rejects("wamid.b", LATER);

            assertThat(only(LATER).metaId()).isEqualTo("wamid.a");
            assertThat(only(LATER).status()).isEqualTo(Status.DECLINED);
        }

        @Test
        void are_not_those_of_messages_that_belong_to_no_request() {
            pair.asked(START);
            pair.delivered("other", LATER).echoed("another", Delivery.FAILED, LATER);

            assertThat(only(LATER).status()).isEqualTo(Status.SENT);
        }
    }

    @Test
    void requests_of_one_moment_are_told_in_the_order_of_their_attempts() {
        pair.add(new Happening.Request("b", START)).add(new Happening.Request("a", START));

        assertThat(pair.at(START).requests())
                .extracting(RequestLife::attempt)
                .containsExactly("a", "b");
    }

    @Test
    void requests_are_told_oldest_first_and_the_newest_open_one_waits() {
        var second = pair.asked(LATER);
        var first = pair.asked(START);
        pair.declines(pair.asked(LATER.plus(HOUR)), LATER.plus(HOUR));
        pair.delivered(second, LATER.plus(HOUR).plus(HOUR));

        var position = pair.at(LATER.plus(DAY));
        assertThat(position.requests())
                .extracting(RequestLife::attempt)
                .startsWith(first, second)
                .hasSize(3);
        assertThat(position.openRequest()).isNull();

        var third = pair.asked(LATER.plus(DAY));
        assertThat(pair.at(LATER.plus(DAY)).openRequest().attempt()).isEqualTo(third);
    }

    private RequestLife only(Instant now) {
        assertThat(pair.at(now).requests()).hasSize(1);
        return first(now);
    }

    private RequestLife first(Instant now) {
        return pair.at(now).requests().getFirst();
    }
}
