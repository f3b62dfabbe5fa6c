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

import dev.assent.rules.Drift.What;
import dev.assent.rules.Happening.Permission;
import dev.assent.rules.Happening.Quota;
import dev.assent.rules.Happening.Why;
import dev.assent.rules.Limit.Period;
import dev.assent.rules.Standing.By;
import dev.assent.rules.Standing.Expired;
import dev.assent.rules.Standing.Granted;
import dev.assent.rules.Standing.Revoked;
import dev.assent.rules.Standing.Source;
import dev.assent.rules.Verdict.Code;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Section 8 of the rules: Meta knows better. */
class ReadingTest {

    private static final Instant LATER = START.plus(DAY);
    private static final Duration DECIDES = MINUTE.multipliedBy(10);

    private final Pair pair = pair();

    @Nested
    class Its_status {

        @Test
        void none_ends_a_grant_in_force() {
            pair.allowsAlwaysInProfile(START).metaSays(Permission.NONE, null, LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Revoked(LATER, By.UNKNOWN));
        }

        @Test
        void none_leaves_what_there_is_instead_of_a_grant() {
            pair.rejects(null, START).metaSays(Permission.NONE, null, LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Standing.Declined(START));
        }

        @Test
        void temporary_moves_the_end_of_the_same_grant() {
            pair.accepts(null, START, START.plus(WEEK))
                    .metaSays(Permission.TEMPORARY, START.plus(HOUR.multipliedBy(30)), LATER);

            assertThat(pair.standing(LATER))
                    .isEqualTo(
                            new Granted(START, START.plus(HOUR.multipliedBy(30)), Source.PROFILE));
        }

        @Test
        void temporary_with_an_end_that_is_past_ends_the_grant_by_time() {
            pair.accepts(null, START, START.plus(WEEK))
                    .metaSays(Permission.TEMPORARY, LATER, LATER);

            assertThat(pair.standing(LATER))
                    .isEqualTo(new Expired(LATER, new Granted(START, LATER, Source.PROFILE)));
        }

        @Test
        void temporary_without_an_end_leaves_the_grant_as_it_is() {
            pair.accepts(null, START, START.plus(WEEK)).metaSays(Permission.TEMPORARY, null, LATER);

            assertThat(pair.standing(LATER))
                    .isEqualTo(new Granted(START, START.plus(WEEK), Source.PROFILE));
        }

        @Test
        void temporary_grants_where_there_was_none_or_a_permanent_one() {
            pair.metaSays(Permission.TEMPORARY, LATER.plus(HOUR), LATER);
            assertThat(pair.standing(LATER))
                    .isEqualTo(new Granted(LATER, LATER.plus(HOUR), Source.READING));

            var permanent =
                    pair().allowsAlwaysInProfile(START).metaSays(Permission.TEMPORARY, null, LATER);
            assertThat(permanent.standing(LATER))
                    .isEqualTo(new Granted(LATER, LATER.plus(WEEK), Source.READING));
        }

        @Test
        void permanent_grants_unless_a_permanent_grant_is_in_force() {
            pair.allowsInProfile(START).metaSays(Permission.PERMANENT, null, LATER);
            assertThat(pair.standing(LATER)).isEqualTo(new Granted(LATER, null, Source.READING));

            pair.metaSays(Permission.PERMANENT, null, LATER.plus(HOUR));
            assertThat(pair.standing(LATER.plus(HOUR)))
                    .isEqualTo(new Granted(LATER, null, Source.READING));
        }

        @Test
        void makes_a_grant_from_which_the_unanswered_row_begins_anew() {
            pair.unansweredCalls(3, START).metaSays(Permission.PERMANENT, null, LATER);

            assertThat(pair.at(LATER).unansweredRow()).isEmpty();
        }
    }

    @Nested
    class Its_counters {

        @Test
        void decide_instead_of_ours() {
            pair.asked(START);
            pair.metaCountsRequests(new Quota(0, 1, null), new Quota(1, 2, null), START);

            assertThat(asking(START))
                    .containsExactly(
                            new Limit(Period.PT24H, 1, 0, null), new Limit(Period.P7D, 2, 1, null));
        }

        @Test
        void are_told_as_evidence() {
            var reset = START.plus(MINUTE);
            pair.metaCountsRequests(new Quota(1, 1, reset), null, START);

            assertThat(reasons(pair.mayAsk(START)))
                    .containsExactly(
                            new Verdict.Reason(
                                    Code.REQUEST_LIMIT_24H, List.of(pair.lastId()), reset));
        }

        @ParameterizedTest
        @CsvSource({"-1, 0", "0, 1", "1, 1"})
        void decide_for_ten_minutes(int seconds, int used) {
            pair.asked(START);
            pair.metaCountsRequests(new Quota(0, 1, null), null, START);

            assertThat(asking(START.plus(DECIDES).plusSeconds(seconds)).getFirst().used())
                    .isEqualTo(used);
        }

        @ParameterizedTest
        @CsvSource({"-1, 2", "0, 2", "1, 1"})
        void decide_until_the_next_request_that_counts(int seconds, int used) {
            pair.metaCountsRequests(new Quota(2, 1, null), null, START);
            pair.asked(START.plusSeconds(seconds));

            assertThat(asking(START.plus(MINUTE)).getFirst().used()).isEqualTo(used);
        }

        @ParameterizedTest
        @CsvSource({"-1, 2", "0, 2", "1, 0"})
        void decide_until_our_next_dialling(int seconds, int used) {
            pair.metaCountsCalls(new Quota(2, 5, null), START);
            pair.unanswered(START.plusSeconds(seconds));

            assertThat(calling(START.plus(MINUTE)).used()).isEqualTo(used);
        }

        @ParameterizedTest
        @CsvSource({"-1, 2", "0, 2", "1, 0"})
        void decide_until_the_next_connected_call_even_theirs(int seconds, int used) {
            pair.metaCountsRequests(new Quota(2, 1, null), null, START);
            pair.theirsIsPickedUp(call("u"), START.plusSeconds(seconds));

            assertThat(asking(START.plus(MINUTE)).getFirst().used()).isEqualTo(used);
        }

        @Test
        void decide_over_what_failed_and_over_their_missed_call() {
            pair.metaCountsRequests(new Quota(2, 1, null), null, START);
            var then = START.plus(SECOND);
            pair.refused(pair.attempted(then), Why.OTHER, then);
            pair.refused(pair.dialled(then), Why.OTHER, then);
            pair.theyCall(then);

            assertThat(asking(START.plus(MINUTE)).getFirst().used()).isEqualTo(2);
        }

        @Test
        void say_nothing_where_they_are_missing() {
            pair.asked(START);
            pair.metaCountsRequests(null, null, START);

            assertThat(asking(START)).extracting(Limit::used).containsExactly(1, 1);
        }

        @ParameterizedTest
        @CsvSource({"1, 1", "2, 2", "3, 2"})
        void give_the_smaller_maximum_for_good(int metas, int max) {
            pair.metaCountsRequests(null, new Quota(0, metas, null), START);

            assertThat(asking(START).getLast().max()).isEqualTo(max);
            assertThat(asking(LATER).getLast().max()).isEqualTo(max);
        }

        @Test
        void give_the_maximum_that_the_latest_reading_has() {
            pair.metaCountsCalls(new Quota(0, 3, null), START);
            pair.metaCountsCalls(new Quota(0, 4, null), LATER);
            assertThat(calling(LATER).max()).isEqualTo(4);

            pair.metaSays(Permission.NONE, null, LATER.plus(SECOND));
            assertThat(calling(LATER.plus(HOUR)).max()).isEqualTo(5);
        }

        @Test
        void count_against_the_smaller_maximum_of_ours() {
            pair.metaCountsCalls(new Quota(5, 100, null), START);

            assertThat(calling(START))
                    .isEqualTo(new Limit(Period.PT24H, 5, 5, START.plus(DECIDES)));
        }
    }

    @Nested
    class A_limit_of_hers_clears {

        @ParameterizedTest
        @CsvSource({"599, 599", "600, 600", "601, 600"})
        void at_its_reset_while_the_reading_decides_else_with_the_reading(int resets, int clears) {
            pair.metaCountsRequests(new Quota(1, 1, START.plusSeconds(resets)), null, START);

            assertThat(asking(START).getFirst().resetsAt()).isEqualTo(START.plusSeconds(clears));
        }

        @Test
        void with_the_reading_where_no_reset_is_told() {
            pair.metaCountsRequests(new Quota(1, 1, null), null, START);

            assertThat(asking(START).getFirst().resetsAt()).isEqualTo(START.plus(DECIDES));
        }

        @Test
        void with_our_own_count_where_that_is_reached_when_the_reading_no_longer_decides() {
            pair.asked(START);
            pair.metaCountsRequests(new Quota(1, 1, null), null, START.plus(HOUR));

            assertThat(asking(START.plus(HOUR)).getFirst().resetsAt()).isEqualTo(LATER);
        }

        @Test
        void not_at_a_reset_to_below_her_maximum_where_ours_is_smaller() {
            pair.metaCountsCalls(new Quota(100, 100, START.plus(MINUTE)), START);

            assertThat(calling(START))
                    .isEqualTo(new Limit(Period.PT24H, 5, 100, START.plus(DECIDES)));
            assertThat(calling(START.plus(MINUTE)))
                    .isEqualTo(new Limit(Period.PT24H, 5, 99, START.plus(DECIDES)));
        }

        @Test
        void and_is_one_below_her_maximum_from_then_on() {
            pair.metaCountsCalls(new Quota(7, 5, START.plus(MINUTE)), START);

            assertThat(calling(START.plus(MINUTE).minus(SECOND)).used()).isEqualTo(7);
            assertThat(calling(START.plus(MINUTE))).isEqualTo(new Limit(Period.PT24H, 5, 4, null));
        }

        @Test
        void and_a_reset_of_what_is_not_reached_changes_nothing() {
            pair.metaCountsCalls(new Quota(1, 5, START), START);

            assertThat(calling(START)).isEqualTo(new Limit(Period.PT24H, 5, 1, null));
        }

        @Test
        void never_where_she_allows_none() {
            pair.metaCountsCalls(new Quota(0, 0, null), START);

            assertThat(calling(START)).isEqualTo(new Limit(Period.PT24H, 0, 0, null));
            assertThat(calling(LATER)).isEqualTo(new Limit(Period.PT24H, 0, 0, null));
        }
    }

    @Nested
    class Her_refusal_for_a_limit {

        @Test
        void holds_until_the_time_given() {
            pair.refused("x", Why.CALL_LIMIT, START, START.plus(HOUR));

            assertThat(calling(START)).isEqualTo(new Limit(Period.PT24H, 5, 5, START.plus(HOUR)));
            assertThat(calling(START.plus(HOUR).minus(SECOND)).reached()).isTrue();
            assertThat(calling(START.plus(HOUR))).isEqualTo(new Limit(Period.PT24H, 5, 0, null));
        }

        @ParameterizedTest
        @CsvSource({"-1, true", "0, false", "1, false"})
        void on_calls_else_holds_for_24_hours(int seconds, boolean reached) {
            pair.refused("x", Why.CALL_LIMIT, START);

            assertThat(calling(LATER.plusSeconds(seconds)).reached()).isEqualTo(reached);
        }

        @ParameterizedTest
        @CsvSource({"-1, true", "0, false", "1, false"})
        void on_requests_else_holds_for_seven_days_and_shows_there(int seconds, boolean reached) {
            pair.refused("x", Why.REQUEST_LIMIT, START);

            var limits = asking(START.plus(WEEK).plusSeconds(seconds));
            assertThat(limits).extracting(Limit::reached).containsExactly(false, reached);
        }

        @ParameterizedTest
        @CsvSource({"-1, true", "0, true", "1, false"})
        void on_requests_shows_as_the_limit_of_24_hours_where_it_ends_within_them(
                int seconds, boolean within) {
            pair.refused("x", Why.REQUEST_LIMIT, START, LATER.plusSeconds(seconds));

            assertThat(asking(START)).extracting(Limit::reached).containsExactly(within, !within);
        }

        @Test
        void is_told_as_evidence_alone_where_we_count_fewer() {
            pair.asked(START);
            pair.refused("x", Why.REQUEST_LIMIT, LATER);

            assertThat(reasons(pair.mayAsk(LATER)))
                    .containsExactly(
                            new Verdict.Reason(
                                    Code.REQUEST_LIMIT_7D,
                                    List.of(pair.lastId()),
                                    LATER.plus(WEEK)));
        }

        @Test
        void is_told_beside_what_we_counted_where_that_is_enough_and_the_later_one_clears() {
            var request = pair.asked(START);
            pair.refused("x", Why.REQUEST_LIMIT, START, START.plus(HOUR));
            var refusal = pair.lastId();

            assertThat(reasons(pair.mayAsk(START)))
                    .containsExactly(
                            new Verdict.Reason(
                                    Code.REQUEST_LIMIT_24H, List.of(request, refusal), LATER));
        }

        @Test
        void keeps_a_count_that_is_higher_than_the_maximum() {
            pair.connectedCalls(6, START).refused("x", Why.CALL_LIMIT, START.plus(HOUR));

            assertThat(calling(START.plus(HOUR)).used()).isEqualTo(6);
        }

        @Test
        void clears_later_than_a_reading_that_it_follows() {
            pair.metaCountsCalls(new Quota(5, 5, START.plus(MINUTE)), START);
            pair.refused("x", Why.CALL_LIMIT, START.plus(SECOND), START.plus(HOUR));

            assertThat(calling(START.plus(SECOND)).resetsAt()).isEqualTo(START.plus(HOUR));
        }

        @ParameterizedTest
        @CsvSource({"60, 120", "180, 180"})
        void and_a_reading_that_still_decides_clear_with_the_later_of_both(int reset, int clears) {
            pair.metaCountsCalls(new Quota(5, 5, START.plusSeconds(reset)), START);
            pair.refused("x", Why.CALL_LIMIT, START, START.plusSeconds(120));
            pair.refused("x", Why.CALL_LIMIT, START.plusSeconds(1), START.plusSeconds(120));

            assertThat(calling(START.plus(SECOND)).resetsAt()).isEqualTo(START.plusSeconds(clears));
        }

        @Test
        void clears_alone_where_a_reading_that_still_decides_counts_fewer() {
            pair.connectedCalls(5, START.minus(HOUR)).metaCountsCalls(new Quota(1, 5, null), START);
            pair.refused("x", Why.CALL_LIMIT, START.plus(SECOND), START.plus(MINUTE));

            assertThat(calling(START.plus(SECOND)).resetsAt()).isEqualTo(START.plus(MINUTE));
        }

        @Test
        void gives_way_to_a_later_one() {
            pair.refused("x", Why.CALL_LIMIT, START)
                    .refused("x", Why.CALL_LIMIT, START.plus(SECOND), START.plus(MINUTE));

            assertThat(calling(START.plus(SECOND)).resetsAt()).isEqualTo(START.plus(MINUTE));
        }

        @Test
        void ends_at_a_later_reading() {
            pair.refused("x", Why.CALL_LIMIT, START)
                    .refused("x", Why.REQUEST_LIMIT, START)
                    .metaSays(Permission.NONE, null, START);

            assertThat(calling(START).reached()).isFalse();
            assertThat(asking(START)).noneMatch(Limit::reached);
        }

        @ParameterizedTest
        @CsvSource({"0, true", "1, false"})
        void on_requests_ends_at_a_later_connected_call(int seconds, boolean reached) {
            pair.refused("x", Why.REQUEST_LIMIT, START).refused("x", Why.CALL_LIMIT, START);
            pair.connected(START.plusSeconds(seconds));

            assertThat(asking(START.plus(HOUR)).getLast().reached()).isEqualTo(reached);
            assertThat(calling(START.plus(HOUR)).reached()).isTrue();
        }
    }

    @Nested
    class What_she_says_cannot_be_done {

        @Test
        void is_refused_while_the_reading_decides() {
            pair.allowsAlwaysInProfile(START)
                    .add(reading(Permission.PERMANENT, true, false, LATER));

            var reason =
                    new Verdict.Reason(
                            Code.REFUSED_BY_META, List.of(pair.lastId()), LATER.plus(DECIDES));
            assertThat(reasons(pair.mayCall(LATER))).containsExactly(reason);
            assertThat(pair.mayCall(LATER.plus(DECIDES)).allowed()).isTrue();
        }

        @Test
        void is_refused_for_asking_too() {
            pair.add(reading(Permission.NONE, false, true, START));

            assertThat(codes(pair.mayAsk(START))).containsExactly(Code.REFUSED_BY_META);
            assertThat(codes(pair.mayCall(START))).containsExactly(Code.NO_PERMISSION);
        }

        @Test
        void is_not_what_she_says_can_be_done() {
            pair.allowsInProfile(START)
                    .metaSays(Permission.TEMPORARY, START.plus(WEEK), START.plus(SECOND));

            assertThat(pair.mayCall(START.plus(SECOND)).allowed()).isTrue();
            assertThat(pair.mayAsk(START.plus(SECOND)).allowed()).isTrue();
        }

        @Test
        void is_not_told_where_a_reason_of_ours_says_so() {
            pair.add(reading(Permission.PERMANENT, false, false, START));
            assertThat(codes(pair.mayAsk(START))).containsExactly(Code.PERMANENT_GRANT);

            var none = pair().add(reading(Permission.NONE, true, false, START));
            assertThat(codes(none.mayCall(START))).containsExactly(Code.NO_PERMISSION);
        }
    }

    @Nested
    class Drift_shows {

        @Test
        void nothing_without_a_reading_or_where_both_agree() {
            assertThat(pair.at(START).drift()).isEmpty();

            pair.asked(START);
            pair.connected(START);
            pair.add(
                    pair.reading(
                            Permission.NONE,
                            null,
                            true,
                            true,
                            new Quota(1, 1, null),
                            new Quota(1, 2, null),
                            new Quota(1, 5, null),
                            START));
            assertThat(pair.at(LATER).drift()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "NONE, TEMPORARY, none, temporary",
            "TEMPORARY, PERMANENT, temporary, permanent",
            "PERMANENT, NONE, permanent, none"
        })
        void another_permission(Permission ours, Permission metas, String mine, String hers) {
            if (ours == Permission.TEMPORARY) {
                pair.allowsInProfile(START);
            }
            if (ours == Permission.PERMANENT) {
                pair.allowsAlwaysInProfile(START);
            }
            pair.metaSays(metas, null, LATER);

            assertThat(pair.at(LATER).drift())
                    .containsExactly(new Drift(What.PERMISSION, mine, hers));
        }

        @Test
        void no_other_end_of_a_temporary_grant() {
            pair.allowsInProfile(START).metaSays(Permission.TEMPORARY, LATER.plus(HOUR), LATER);

            assertThat(pair.at(LATER).drift()).isEmpty();
        }

        @Test
        void other_usage_and_other_maxima() {
            pair.add(
                    pair.reading(
                            Permission.NONE,
                            null,
                            true,
                            true,
                            new Quota(1, 25, null),
                            new Quota(2, 100, null),
                            new Quota(3, 10, null),
                            START));

            assertThat(pair.at(START).drift())
                    .containsExactly(
                            new Drift(What.REQUESTS_24H, "0", "1"),
                            new Drift(What.MAXIMUM_REQUESTS_24H, "1", "25"),
                            new Drift(What.REQUESTS_7D, "0", "2"),
                            new Drift(What.MAXIMUM_REQUESTS_7D, "2", "100"),
                            new Drift(What.CALLS_24H, "0", "3"),
                            new Drift(What.MAXIMUM_CALLS_24H, "5", "10"));
        }

        @ParameterizedTest
        @CsvSource({"-1, 1", "0, 0", "1, 0"})
        void what_we_counted_in_the_24_hours_before_the_reading(int seconds, int ours) {
            pair.asked(START);
            var then = LATER.plusSeconds(seconds);
            pair.metaCountsRequests(new Quota(9, 1, null), null, then);

            assertThat(pair.at(START.plus(WEEK)).drift())
                    .containsExactly(new Drift(What.REQUESTS_24H, "" + ours, "9"));
        }

        @ParameterizedTest
        @CsvSource({"-1, 1", "0, 0", "1, 0"})
        void what_we_counted_in_the_seven_days_before_the_reading(int seconds, int ours) {
            pair.asked(START);
            var then = START.plus(WEEK).plusSeconds(seconds);
            pair.metaCountsRequests(null, new Quota(9, 2, null), then);

            assertThat(pair.at(then).drift())
                    .containsExactly(new Drift(What.REQUESTS_7D, "" + ours, "9"));
        }

        @ParameterizedTest
        @CsvSource({"-1, 1", "0, 0", "1, 0"})
        void the_calls_connected_in_the_24_hours_before_the_reading(int seconds, int ours) {
            pair.connected(START);
            var then = LATER.plusSeconds(seconds);
            pair.metaCountsCalls(new Quota(9, 5, null), then);

            assertThat(pair.at(then).drift())
                    .containsExactly(new Drift(What.CALLS_24H, "" + ours, "9"));
        }

        @Test
        void nothing_of_what_came_after_the_reading_or_failed_or_was_theirs() {
            pair.metaCountsRequests(new Quota(0, 1, null), new Quota(0, 2, null), START)
                    .asked(START.plus(SECOND));
            pair.refused(pair.attempted(START), Why.OTHER, START);
            assertThat(pair.at(LATER).drift()).isEmpty();

            var calls = pair().metaCountsCalls(new Quota(0, 5, null), START);
            calls.connected(START.plus(SECOND));
            calls.unanswered(START.minus(MINUTE));
            calls.broken(calls.connected(START.minus(MINUTE)), START);
            calls.theirsIsPickedUp(call("u"), START.minus(MINUTE));
            assertThat(calls.at(LATER).drift()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"-1, 1", "0, 1", "1, 0"})
        void requests_reset_by_a_call_connected_up_to_the_reading(int seconds, int ours) {
            pair.asked(START);
            pair.connected(START.plusSeconds(seconds));
            pair.connected(LATER.plus(SECOND));
            pair.broken(pair.connected(START.plus(HOUR)), START.plus(HOUR));
            pair.metaCountsRequests(null, new Quota(9, 2, null), LATER);

            assertThat(pair.at(LATER).drift())
                    .containsExactly(new Drift(What.REQUESTS_7D, "" + ours, "9"));
        }

        @Test
        void requests_up_to_the_very_second_of_the_call_that_resets_them() {
            pair.asked(START);
            pair.connected(LATER);
            pair.metaCountsRequests(null, new Quota(9, 2, null), LATER);

            assertThat(pair.at(LATER).drift())
                    .containsExactly(new Drift(What.REQUESTS_7D, "0", "9"));
        }

        @Test
        void the_latest_reading_only() {
            pair.metaSays(Permission.PERMANENT, null, START)
                    .metaSays(Permission.PERMANENT, null, LATER);

            assertThat(pair.at(LATER).drift()).isEmpty();
        }
    }

    private Happening.Reading reading(
            Permission permission, boolean mayAsk, boolean mayCall, Instant at) {
        return pair.reading(permission, null, mayAsk, mayCall, null, null, null, at);
    }

    private List<Limit> asking(Instant now) {
        return pair.at(now).askLimits();
    }

    private Limit calling(Instant now) {
        return pair.at(now).callLimits().getFirst();
    }

    private static List<Verdict.Reason> reasons(@Nullable Verdict verdict) {
        return ((Verdict.Refused) verdict).reasons();
    }

    private static List<Code> codes(Verdict verdict) {
        return reasons(verdict).stream().map(Verdict.Reason::code).toList();
    }
}
