package dev.assent.rules;

import static dev.assent.rules.Pair.DAY;
import static dev.assent.rules.Pair.HOUR;
import static dev.assent.rules.Pair.MINUTE;
import static dev.assent.rules.Pair.SECOND;
import static dev.assent.rules.Pair.START;
import static dev.assent.rules.Pair.call;
import static dev.assent.rules.Pair.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assent.rules.Call.Outcome;
import dev.assent.rules.Happening.CallEnded;
import dev.assent.rules.Happening.Direction;
import dev.assent.rules.Happening.Why;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;

/** Section 6 of the rules. */
class CallTest {

    private static final Instant LATER = START.plus(DAY);

    private final Pair pair = pair();

    @Nested
    class It_is_picked_up {

        @Test
        void at_the_start_told_with_its_end() {
            var call = pair.dialled(START);
            pair.pickedUp(call, START.plusSeconds(9));
            end(call, START.plusSeconds(60), START.plusSeconds(8), null, 55);

            assertThat(only(LATER).pickedUp()).isEqualTo(START.plusSeconds(8));
        }

        @Test
        void else_at_the_first_word_that_says_so() {
            var call = pair.dialled(START);
            pair.pickedUp(call, START.plusSeconds(12)).pickedUp(call, START.plusSeconds(9));
            end(call, START.plusSeconds(60), null, null, 55);

            assertThat(only(LATER).pickedUp()).isEqualTo(START.plusSeconds(9));
        }

        @Test
        void else_its_duration_before_its_end() {
            end(pair.dialled(START), START.plusSeconds(90), null, START.plusSeconds(60), 50);

            assertThat(only(LATER).pickedUp()).isEqualTo(START.plusSeconds(10));
        }

        @Test
        void at_the_earliest_of_several_starts_and_ends_at_the_latest_of_several_ends() {
            var call = pair.dialled(START);
            end(call, START.plusSeconds(90), START.plusSeconds(10), START.plusSeconds(60), null);
            end(call, START.plusSeconds(91), START.plusSeconds(9), START.plusSeconds(59), null);

            assertThat(only(LATER).pickedUp()).isEqualTo(START.plusSeconds(9));
            assertThat(only(LATER).ended()).isEqualTo(START.plusSeconds(60));
        }

        @Test
        void at_the_earliest_of_several_durations() {
            var call = pair.dialled(START);
            end(call, START.plusSeconds(60), null, null, 30);
            end(call, START.plusSeconds(60), null, null, 40);

            assertThat(only(LATER).pickedUp()).isEqualTo(START.plusSeconds(20));
        }

        @Test
        void never_before_its_dialling_and_ends_never_before_its_pick_up() {
            var call = pair.dialled(START);
            end(call, START, START.minusSeconds(5), START.minusSeconds(2), null);

            assertThat(only(LATER).pickedUp()).isEqualTo(START);
            assertThat(only(LATER).ended()).isEqualTo(START);
        }

        @Test
        void not_because_it_has_an_end_and_that_is_never_before_its_dialling() {
            pair.ended(pair.dialled(START), START.minus(SECOND));

            assertThat(only(LATER).ended()).isEqualTo(START);
        }

        @Test
        void not_because_it_has_an_end() {
            pair.unanswered(START);

            assertThat(only(LATER))
                    .isEqualTo(
                            new Call(
                                    "d000",
                                    call("d000"),
                                    Direction.OUTGOING,
                                    START,
                                    null,
                                    START.plusSeconds(30),
                                    Outcome.UNANSWERED));
        }
    }

    @Nested
    class It_fails {

        @Test
        void when_it_breaks_down_picked_up_or_not() {
            var call = pair.connected(START);
            pair.broken(call, START.plusSeconds(40));

            assertThat(only(LATER).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(only(LATER).ended()).isEqualTo(START.plusSeconds(30));
        }

        @Test
        void when_Meta_refuses_it() {
            pair.refused(pair.dialled(START), Why.OTHER, START.plus(SECOND));

            assertThat(only(START))
                    .isEqualTo(
                            new Call(
                                    "d000",
                                    null,
                                    Direction.OUTGOING,
                                    START,
                                    null,
                                    START.plus(SECOND),
                                    Outcome.FAILED));
        }

        @Test
        void and_ends_at_its_first_failure_where_no_end_is_told() {
            var call = pair.dialled(START);
            pair.broken(call, START.plusSeconds(9)).broken(call, START.plusSeconds(8));
            assertThat(only(START).ended()).isEqualTo(START.plusSeconds(8));

            pair.pickedUp(call, START.plusSeconds(10));
            assertThat(only(START).ended()).isEqualTo(START.plusSeconds(10));
        }

        @Test
        void and_ends_no_earlier_than_it_was_dialled() {
            pair.refused(pair.dialled(START), Why.OTHER, START.minus(SECOND));

            assertThat(only(LATER).ended()).isEqualTo(START);
        }

        @Test
        void and_is_not_running() {
            pair.allowsAlwaysInProfile(START).broken(pair.dialled(START), START);

            assertThat(pair.mayCall(START).allowed()).isTrue();
        }
    }

    @Nested
    class It_runs {

        @ParameterizedTest
        @CsvSource({"119, RUNNING", "120, UNANSWERED", "121, UNANSWERED"})
        void for_two_minutes_if_nobody_picks_it_up(int seconds, Outcome outcome) {
            pair.seen(pair.dialled(START), START.plusSeconds(5));

            var call = only(START.plusSeconds(seconds));
            assertThat(call.outcome()).isEqualTo(outcome);
            assertThat(call.ended())
                    .isEqualTo(outcome == Outcome.RUNNING ? null : START.plusSeconds(120));
        }

        @ParameterizedTest
        @CsvSource({"-1, RUNNING", "0, CONNECTED", "1, CONNECTED"})
        void for_24_hours_if_nobody_tells_its_end(int seconds, Outcome outcome) {
            pair.pickedUp(pair.dialled(START), START.plus(MINUTE));

            var bound = LATER.plus(MINUTE);
            var call = only(bound.plusSeconds(seconds));
            assertThat(call.outcome()).isEqualTo(outcome);
            assertThat(call.ended()).isEqualTo(outcome == Outcome.RUNNING ? null : bound);
        }

        @Test
        void no_more_once_an_end_is_told_however_far_ahead() {
            pair.ended(pair.dialled(START), LATER);

            assertThat(only(START).outcome()).isEqualTo(Outcome.UNANSWERED);
            assertThat(only(START).ended()).isEqualTo(LATER);
        }

        @Test
        void in_both_directions() {
            pair.theyCall(START);

            assertThat(only(START.plusSeconds(119)).outcome()).isEqualTo(Outcome.RUNNING);
            assertThat(only(START.plusSeconds(120)).outcome()).isEqualTo(Outcome.UNANSWERED);
        }
    }

    @Nested
    class It_was_dialled {

        @Test
        void when_we_say_so_whatever_its_words_tell() {
            pair.seen(pair.dialled(START), START.minus(MINUTE));

            assertThat(only(LATER).dialled()).isEqualTo(START);
        }

        @ParameterizedTest
        @EnumSource
        void else_at_the_earliest_moment_any_word_tells(Earliest earliest) {
            var ended =
                    switch (earliest) {
                        case WORD -> word(START, null, null, null);
                        case START_TOLD ->
                                word(START.plusSeconds(9), START, START.plusSeconds(5), 1);
                        case END_TOLD -> word(START.plusSeconds(9), null, START, null);
                        case END_LESS_DURATION ->
                                word(
                                        START.plusSeconds(9),
                                        START.plusSeconds(3),
                                        START.plusSeconds(5),
                                        5);
                    };
            pair.add(ended);

            assertThat(only(LATER).dialled()).isEqualTo(START);
        }

        enum Earliest {
            WORD,
            START_TOLD,
            END_TOLD,
            END_LESS_DURATION
        }

        @Test
        void at_the_first_of_several_words() {
            pair.theirsEnds(pair.theyCall(START.plus(MINUTE)), START);

            assertThat(only(LATER).dialled()).isEqualTo(START);
        }
    }

    @Nested
    class Its_words {

        @Test
        void belong_to_our_attempt_by_name_by_handover_or_by_another_word() {
            var byHandOver = pair.dialled(START);
            pair.handedOver(byHandOver, START);
            pair.add(
                    new Happening.CallPickedUp(
                            "e1", START, call(byHandOver), null, Direction.OUTGOING));
            var byWord = pair.dialled(LATER);
            pair.add(
                            new Happening.CallPickedUp(
                                    "e2", LATER, call(byWord), null, Direction.OUTGOING))
                    .seen(byWord, LATER);

            assertThat(pair.at(LATER).calls())
                    .extracting(Call::id, Call::metaId, Call::pickedUp)
                    .containsExactly(
                            tuple(byHandOver, call(byHandOver), START),
                            tuple(byWord, call(byWord), LATER));
        }

        @Test
        void are_not_needed_to_know_what_Meta_calls_it() {
            pair.handedOver(pair.dialled(START), START);

            assertThat(only(START).metaId()).isEqualTo(call("d000"));
        }

        @Test
        void make_a_call_of_their_own_where_we_dialled_none() {
            pair.seen("d999", START);

            assertThat(only(START).id()).isEqualTo(call("d999"));
            assertThat(only(START).metaId()).isEqualTo(call("d999"));
            assertThat(only(START).ours()).isTrue();
        }

        @Test
        void may_come_under_several_ids_and_the_first_as_text_is_shown() {
            pair.dialled(START);
            pair.add(new Happening.HandedOver("h1", START, "d000", "wacid.b"))
                    .add(new Happening.CallSeen("e1", START, "wacid.a", "d000", Direction.OUTGOING))
                    .add(new Happening.HandedOver("h2", START, "d000", "wacid.c"));

            assertThat(only(START).metaId()).isEqualTo("wacid.a");
        }
    }

    @Test
    void calls_are_told_in_the_order_of_dialling_then_of_their_ids() {
        var second = pair.dialled(START);
        var third = pair.dialled(START);
        pair.dialled(LATER);
        var first = pair.theyCall(START.minus(HOUR));

        assertThat(pair.at(LATER).calls())
                .extracting(Call::id)
                .startsWith(first, second, third)
                .hasSize(4);
    }

    @Test
    void their_calls_are_not_ours() {
        pair.theyCall(START);

        assertThat(only(START).ours()).isFalse();
    }

    private void end(
            String attempt,
            Instant at,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Integer duration) {
        pair.add(
                new CallEnded(
                        "e" + pair.happenings.size(),
                        at,
                        call(attempt),
                        attempt,
                        Direction.OUTGOING,
                        start,
                        end,
                        duration));
    }

    private static CallEnded word(
            Instant at,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Integer duration) {
        return new CallEnded("e", at, call("u"), null, Direction.INCOMING, start, end, duration);
    }

    private Call only(Instant now) {
        assertThat(pair.at(now).calls()).hasSize(1);
        return pair.at(now).calls().getFirst();
    }
}
