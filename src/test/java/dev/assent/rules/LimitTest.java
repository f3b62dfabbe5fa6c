package dev.assent.rules;

import static dev.assent.rules.Pair.DAY;
import static dev.assent.rules.Pair.HOUR;
import static dev.assent.rules.Pair.MINUTE;
import static dev.assent.rules.Pair.SECOND;
import static dev.assent.rules.Pair.START;
import static dev.assent.rules.Pair.WEEK;
import static dev.assent.rules.Pair.call;
import static dev.assent.rules.Pair.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.rules.Happening.Delivery;
import dev.assent.rules.Happening.Permission;
import dev.assent.rules.Happening.Why;
import dev.assent.rules.Limit.Period;
import dev.assent.rules.Verdict.Code;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Every limit at both sides of its edge, in every edition. */
class LimitTest {

    private static final Instant LATER = START.plus(DAY);

    @Nested
    class Requests_in_24_hours {

        @ParameterizedTest
        @EnumSource
        void are_as_many_as_the_edition_allows(Edition edition) {
            var max = edition.requestsIn24h();
            var pair = pair(edition);
            ask(pair, max - 1, START);
            assertThat(in24h(pair, START)).isEqualTo(new Limit(Period.PT24H, max, max - 1, null));
            assertThat(pair.mayAsk(START).allowed()).isTrue();

            var last = pair.asked(START);
            assertThat(in24h(pair, START)).isEqualTo(new Limit(Period.PT24H, max, max, LATER));
            var reason = reason(pair.mayAsk(START), Code.REQUEST_LIMIT_24H);
            assertThat(reason.evidence()).hasSize(max).contains(last);
            assertThat(reason.clearsAt()).isEqualTo(LATER);
        }

        @ParameterizedTest
        @CsvSource({
            "DOCUMENTED, -1, true", "DOCUMENTED, 0, false", "DOCUMENTED, 1, false",
            "META_2026_06, -1, true", "META_2026_06, 0, false", "META_2026_06, 1, false",
            "TEST_NUMBERS, -1, true", "TEST_NUMBERS, 0, false", "TEST_NUMBERS, 1, false"
        })
        void leave_at_the_exact_second(Edition edition, int seconds, boolean reached) {
            var pair = pair(edition);
            ask(pair, edition.requestsIn24h(), START);

            var now = LATER.plusSeconds(seconds);
            assertThat(in24h(pair, now).reached()).isEqualTo(reached);
            assertThat(in24h(pair, now).resetsAt()).isEqualTo(reached ? LATER : null);
        }

        @Test
        void count_from_the_handover() {
            var pair = pair();
            pair.handedOver(pair.attempted(START), START.plus(HOUR));

            assertThat(in24h(pair, LATER.plus(HOUR).minus(SECOND)).used()).isEqualTo(1);
            assertThat(in24h(pair, LATER.plus(HOUR)).used()).isZero();
        }
    }

    @Nested
    class Requests_in_7_days {

        @ParameterizedTest
        @EnumSource
        void are_as_many_as_the_edition_allows(Edition edition) {
            var max = edition.requestsIn7d();
            var pair = pair(edition);
            ask(pair, max - 1, START);
            assertThat(in7d(pair, LATER)).isEqualTo(new Limit(Period.P7D, max, max - 1, null));
            assertThat(pair.mayAsk(LATER).allowed()).isTrue();

            pair.asked(START);
            assertThat(in7d(pair, LATER))
                    .isEqualTo(new Limit(Period.P7D, max, max, START.plus(WEEK)));
            assertThat(codes(pair.mayAsk(LATER))).containsExactly(Code.REQUEST_LIMIT_7D);
        }

        @ParameterizedTest
        @CsvSource({
            "DOCUMENTED, -1, true", "DOCUMENTED, 0, false", "DOCUMENTED, 1, false",
            "META_2026_06, -1, true", "META_2026_06, 0, false", "META_2026_06, 1, false",
            "TEST_NUMBERS, -1, true", "TEST_NUMBERS, 0, false", "TEST_NUMBERS, 1, false"
        })
        void leave_at_the_exact_second(Edition edition, int seconds, boolean reached) {
            var pair = pair(edition);
            ask(pair, edition.requestsIn7d(), START);

            assertThat(in7d(pair, START.plus(WEEK).plusSeconds(seconds)).reached())
                    .isEqualTo(reached);
        }

        @Test
        void are_below_the_maximum_when_enough_of_too_many_have_left() {
            var pair = pair();
            ask(pair, 1, START.plus(HOUR));
            ask(pair, 1, START);
            ask(pair, 1, START.plus(MINUTE));

            assertThat(in7d(pair, LATER))
                    .isEqualTo(new Limit(Period.P7D, 2, 3, START.plus(WEEK).plus(MINUTE)));
        }
    }

    @Nested
    class A_request_counts {

        private final Pair pair = pair();

        @Test
        void though_nobody_knows_what_became_of_it() {
            pair.attempted(START);

            assertThat(in24h(pair, START).used()).isEqualTo(1);
        }

        @Test
        void whatever_was_answered_and_even_when_superseded_or_expired() {
            pair.declines(pair.asked(START), START.plus(HOUR));
            pair.asked(START.plus(DAY));
            pair.delivered(pair.asked(START.plus(DAY.multipliedBy(2))), START.plus(DAY));

            var now = START.plus(WEEK).minus(SECOND);
            assertThat(in7d(pair, now).used()).isEqualTo(3);
        }

        @Test
        void not_if_Meta_refused_it() {
            pair.refused(pair.attempted(START), Why.OTHER, START);

            assertThat(in24h(pair, START).used()).isZero();
        }

        @Test
        void not_if_its_delivery_failed() {
            pair.delivery(pair.asked(START), Delivery.FAILED, START.plus(MINUTE));

            assertThat(in24h(pair, LATER.minus(SECOND)).used()).isZero();
        }

        @Test
        void if_it_failed_after_it_was_delivered() {
            var request = pair.asked(START);
            pair.delivery(request, Delivery.FAILED, START).delivered(request, START.plus(HOUR));

            assertThat(in24h(pair, START).used()).isEqualTo(1);
        }

        @ParameterizedTest
        @CsvSource({"-1, true", "0, true", "1, false"})
        void no_more_if_it_is_earlier_than_a_connected_call(int seconds, boolean counts) {
            pair.asked(START);
            pair.connected(START.plusSeconds(seconds));

            assertThat(in24h(pair, START.plus(HOUR)).used()).isEqualTo(counts ? 1 : 0);
            assertThat(in7d(pair, START.plus(HOUR)).used()).isEqualTo(counts ? 1 : 0);
        }

        @Test
        void no_more_once_a_call_of_theirs_was_picked_up() {
            pair.asked(START);
            pair.theirsIsPickedUp(call("u"), START.plus(SECOND));

            assertThat(in24h(pair, START.plus(HOUR)).used()).isZero();
        }

        @Test
        void still_after_calls_that_nobody_picked_up_or_that_failed() {
            pair.asked(START);
            pair.unanswered(START.plus(MINUTE));
            pair.broken(pair.connected(START.plus(MINUTE)), START.plus(HOUR));
            pair.theyCall(START.plus(MINUTE));

            assertThat(in24h(pair, START.plus(HOUR)).used()).isEqualTo(1);
        }
    }

    @Nested
    class Connected_calls_in_24_hours {

        @ParameterizedTest
        @EnumSource
        void are_as_many_as_the_edition_allows(Edition edition) {
            var max = edition.callsIn24h();
            var pair = pair(edition).allowsAlwaysInProfile(START).connectedCalls(max - 1, START);
            var now = START.plus(HOUR.multipliedBy(3));
            assertThat(callsIn24h(pair, now))
                    .isEqualTo(new Limit(Period.PT24H, max, max - 1, null));
            assertThat(pair.mayCall(now).allowed()).isTrue();

            var last = pair.connected(now.minus(MINUTE));
            assertThat(callsIn24h(pair, now)).isEqualTo(new Limit(Period.PT24H, max, max, LATER));
            var reason = reason(pair.mayCall(now), Code.CALL_LIMIT_24H);
            assertThat(reason.evidence()).hasSize(max).contains(last);
            assertThat(reason.clearsAt()).isEqualTo(LATER);
        }

        @ParameterizedTest
        @CsvSource({
            "DOCUMENTED, -1, true", "DOCUMENTED, 0, false", "DOCUMENTED, 1, false",
            "META_2026_06, -1, true", "META_2026_06, 0, false", "META_2026_06, 1, false",
            "TEST_NUMBERS, -1, true", "TEST_NUMBERS, 0, false", "TEST_NUMBERS, 1, false"
        })
        void leave_at_the_exact_second_after_the_pick_up(
                Edition edition, int seconds, boolean reached) {
            var pair = pair(edition).connectedCalls(edition.callsIn24h() - 1, START);
            pair.pickedUp(pair.dialled(START.minus(MINUTE)), START);

            var now = LATER.plusSeconds(seconds);
            assertThat(callsIn24h(pair, now).reached()).isEqualTo(reached);
        }

        @Test
        void are_below_the_maximum_when_the_earliest_pick_up_has_left() {
            var pair = pair();
            var slow = pair.dialled(START);
            pair.connectedCalls(4, START.plus(MINUTE)).ended(slow, LATER, START.plus(HOUR));

            assertThat(callsIn24h(pair, LATER).resetsAt()).isEqualTo(LATER.plus(MINUTE));
        }

        @Test
        void do_not_include_theirs_nor_unanswered_nor_failed_ones() {
            var pair = pair();
            pair.theirsIsPickedUp(call("u"), START);
            pair.unanswered(START);
            pair.broken(pair.connected(START), START.plus(MINUTE));

            assertThat(callsIn24h(pair, START.plus(HOUR)).used()).isZero();
        }

        @ParameterizedTest
        @CsvSource({"119, 1", "120, 0", "121, 0"})
        void include_a_ringing_call_until_it_is_over(int seconds, int used) {
            var pair = pair();
            pair.seen(pair.dialled(START), START);

            assertThat(callsIn24h(pair, START.plusSeconds(seconds)).used()).isEqualTo(used);
        }

        @Test
        void clear_with_a_ringing_call_that_holds_the_last_place() {
            var pair = pair().connectedCalls(4, START);
            pair.dialled(START.plus(HOUR));

            assertThat(callsIn24h(pair, START.plus(HOUR)).resetsAt())
                    .isEqualTo(START.plus(HOUR).plus(MINUTE).plus(MINUTE));
        }

        @Test
        void include_a_call_that_goes_on() {
            var pair = pair();
            pair.pickedUp(pair.dialled(START), START);

            assertThat(callsIn24h(pair, LATER.minus(SECOND)).used()).isEqualTo(1);
            assertThat(callsIn24h(pair, LATER).used()).isZero();
        }
    }

    @Nested
    class Calls_under_one_temporary_grant {

        private final Pair pair = pair().accepts(null, START, START.plus(WEEK));

        @Test
        void are_35_at_most() {
            pair.connectedCalls(34, START.plus(MINUTE));
            assertThat(inGrant(LATER.plus(DAY))).isEqualTo(new Limit(Period.GRANT, 35, 34, null));
            assertThat(pair.mayCall(LATER.plus(DAY)).allowed()).isTrue();

            var last = pair.connected(LATER);
            assertThat(inGrant(LATER.plus(DAY))).isEqualTo(new Limit(Period.GRANT, 35, 35, null));
            var reason = reason(pair.mayCall(LATER.plus(DAY)), Code.CALL_LIMIT_GRANT);
            assertThat(reason.evidence()).hasSize(35).contains(last);
            assertThat(reason.clearsAt()).isNull();
        }

        @ParameterizedTest
        @EnumSource(names = {"META_2026_06", "TEST_NUMBERS"})
        void are_not_limited_elsewhere(Edition edition) {
            var now = START.plus(HOUR);
            assertThat(pair.going(Policy.of(edition)).at(now).callLimits()).hasSize(1);
        }

        @Test
        void are_not_limited_under_a_permanent_grant_or_none() {
            assertThat(pair().allowsAlwaysInProfile(START).at(START).callLimits()).hasSize(1);
            assertThat(pair().at(START).callLimits()).hasSize(1);
            assertThat(pair.at(START.plus(WEEK)).callLimits()).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource({"-1, 0", "0, 0", "1, 1"})
        void are_those_dialled_after_it_was_given(int seconds, int used) {
            pair.connected(START.plusSeconds(seconds));

            assertThat(inGrant(LATER).used()).isEqualTo(used);
        }

        @Test
        void count_by_the_grant_in_force_when_they_were_dialled() {
            var early = pair().accepts(null, START, START.plus(WEEK));
            early.connected(START.plus(MINUTE));
            early.pickedUp(early.dialled(START.plus(HOUR)), START.plus(HOUR.multipliedBy(2)));
            early.allowsInProfile(START.plus(HOUR).plus(MINUTE));

            assertThat(early.at(LATER).callLimits().getLast().used()).isZero();
        }

        @Test
        void go_on_counting_when_a_reading_moves_its_end() {
            pair.connected(START.plus(MINUTE));
            pair.metaSays(Permission.TEMPORARY, START.plus(WEEK).plus(HOUR), LATER);
            pair.connected(LATER.plus(MINUTE));

            assertThat(inGrant(LATER.plus(HOUR)).used()).isEqualTo(2);
        }

        @Test
        void include_a_ringing_one_and_no_unanswered_or_failed_or_incoming_one() {
            pair.unanswered(START.plus(MINUTE));
            pair.broken(pair.connected(START.plus(MINUTE)), START.plus(MINUTE));
            pair.theirsIsPickedUp(call("u"), START.plus(MINUTE));
            pair.dialled(LATER);

            assertThat(inGrant(LATER).used()).isEqualTo(1);
        }

        @Test
        void do_not_include_one_dialled_after_its_end() {
            pair.connected(START.plus(WEEK));

            assertThat(inGrant(LATER).used()).isZero();
        }

        private Limit inGrant(Instant now) {
            var limits = pair.at(now).callLimits();
            assertThat(limits).hasSize(2);
            return limits.getLast();
        }
    }

    @Nested
    class The_service_window {

        @ParameterizedTest
        @CsvSource({"-1, true", "0, false", "1, false"})
        void is_open_for_24_hours(int seconds, boolean open) {
            var pair = pair().writes(START);
            var verdict =
                    pair.at(LATER.plusSeconds(seconds))
                            .mayAsk(Pair.IN_INDIA, Situation.Asking.FREE_FORM);

            assertThat(pair.at(LATER).windowOpenUntil()).isEqualTo(LATER);
            assertThat(codes(verdict).contains(Code.WINDOW_CLOSED)).isEqualTo(!open);
        }

        @Test
        void opens_at_the_latest_message() {
            var pair = pair().writes(START.plus(HOUR)).writes(START);

            assertThat(pair.at(START).windowOpenUntil()).isEqualTo(LATER.plus(HOUR));
        }

        @Test
        void opens_at_a_reply_of_the_user_where_it_stands() {
            var pair = pair();
            pair.handedOver(pair.attempted(START), START.plus(SECOND));
            pair.declines("q000", START.minus(SECOND));

            assertThat(pair.at(START).windowOpenUntil()).isEqualTo(LATER.plus(SECOND));
        }

        @Test
        void does_not_open_at_an_automatic_reply() {
            var pair = pair().revokedByWhatsApp(START).callbackGranted(null, START, null);

            assertThat(pair.at(START).windowOpenUntil()).isNull();
        }

        @Test
        void opens_at_the_first_word_of_their_call_whatever_becomes_of_it() {
            var pair = pair();
            var theirs = pair.theyCall(START);
            assertThat(pair.at(START).windowOpenUntil()).isEqualTo(LATER);

            pair.theirsIsPickedUp(theirs, START.plus(HOUR));
            assertThat(pair.at(LATER).windowOpenUntil()).isEqualTo(LATER);

            pair.add(
                    new Happening.CallFailed(
                            "e", LATER, theirs, null, Happening.Direction.INCOMING));
            assertThat(pair.at(LATER).windowOpenUntil()).isEqualTo(LATER);
        }

        @Test
        void opens_at_the_pick_up_of_our_call_only() {
            var pair = pair();
            var call = pair.dialled(START);
            pair.seen(call, START);
            pair.unanswered(START);
            assertThat(pair.at(START).windowOpenUntil()).isNull();

            pair.pickedUp(call, START.plus(MINUTE));
            assertThat(pair.at(START).windowOpenUntil()).isEqualTo(LATER.plus(MINUTE));

            pair.broken(call, START.plus(HOUR));
            assertThat(pair.at(LATER).windowOpenUntil()).isNull();
        }

        @Test
        void is_closed_where_it_was_never_open() {
            assertThat(codes(pair().at(START).mayAsk(Pair.IN_INDIA, Situation.Asking.FREE_FORM)))
                    .containsExactly(Code.WINDOW_CLOSED);
        }
    }

    @Test
    void a_day_is_24_hours_and_a_week_is_168() {
        assertThat(Edition.DAY).isEqualTo(Duration.ofHours(24));
        assertThat(Edition.WEEK).isEqualTo(Duration.ofHours(168));
    }

    private static void ask(Pair pair, int times, Instant at) {
        for (var time = 0; time < times; time++) {
            pair.asked(at);
        }
    }

    private static Limit in24h(Pair pair, Instant now) {
        return pair.at(now).askLimits().getFirst();
    }

    private static Limit in7d(Pair pair, Instant now) {
        return pair.at(now).askLimits().getLast();
    }

    private static Limit callsIn24h(Pair pair, Instant now) {
        return pair.at(now).callLimits().getFirst();
    }

    private static List<Code> codes(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed _ -> List.of();
            case Verdict.Refused refused ->
                    refused.reasons().stream().map(Verdict.Reason::code).toList();
        };
    }

    private static Verdict.Reason reason(Verdict verdict, Code code) {
        return ((Verdict.Refused) verdict)
                .reasons().stream()
                        .filter(reason -> reason.code() == code)
                        .findFirst()
                        .orElseThrow();
    }
}
