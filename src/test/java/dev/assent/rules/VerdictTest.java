package dev.assent.rules;

import static dev.assent.rules.Pair.DAY;
import static dev.assent.rules.Pair.HOUR;
import static dev.assent.rules.Pair.IN_INDIA;
import static dev.assent.rules.Pair.MINUTE;
import static dev.assent.rules.Pair.SECOND;
import static dev.assent.rules.Pair.START;
import static dev.assent.rules.Pair.WEEK;
import static dev.assent.rules.Pair.call;
import static dev.assent.rules.Pair.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.rules.Policy.OwnRules;
import dev.assent.rules.Situation.Asking;
import dev.assent.rules.Situation.Bar;
import dev.assent.rules.Verdict.Caution;
import dev.assent.rules.Verdict.Code;
import dev.assent.rules.Verdict.Reason;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Section 9 of the rules. */
class VerdictTest {

    private static final Instant LATER = START.plus(DAY);

    private final Pair pair = pair();

    @Nested
    class Calling {

        @Test
        void needs_a_grant() {
            assertThat(reasons(pair.mayCall(START)))
                    .containsExactly(new Reason(Code.NO_PERMISSION, List.of(), null));
            assertThat(pair.allowsInProfile(START).mayCall(START))
                    .isEqualTo(new Verdict.Allowed(List.of()));
        }

        @Test
        void waits_for_a_ringing_call_in_either_direction() {
            var ours = granted();
            var call = ours.dialled(START);
            assertThat(reasons(ours.mayCall(START)))
                    .containsExactly(
                            new Reason(
                                    Code.CALL_IN_PROGRESS, List.of(call), START.plusSeconds(120)));
            assertThat(ours.mayCall(START.plusSeconds(120)).allowed()).isTrue();

            var theirs = granted();
            var incoming = theirs.theyCall(START);
            assertThat(reasons(theirs.mayCall(START)))
                    .containsExactly(
                            new Reason(
                                    Code.CALL_IN_PROGRESS,
                                    List.of(incoming),
                                    START.plusSeconds(120)));
        }

        @Test
        void waits_for_a_call_that_goes_on_for_nobody_knows_how_long() {
            var pair = granted();
            var call = pair.dialled(START);
            pair.pickedUp(call, START);

            assertThat(reasons(pair.mayCall(START)))
                    .containsExactly(new Reason(Code.CALL_IN_PROGRESS, List.of(call), null));
        }

        @Test
        void waits_for_every_call_that_runs() {
            var pair = granted();
            var late = pair.dialled(START.plusSeconds(60));
            var early = pair.dialled(START);
            assertThat(reasons(pair.mayCall(START)))
                    .containsExactly(
                            new Reason(
                                    Code.CALL_IN_PROGRESS,
                                    List.of(early, late),
                                    START.plusSeconds(180)));

            pair.pickedUp(early, START);
            assertThat(reasons(pair.mayCall(START)).getFirst().clearsAt()).isNull();
        }

        @Test
        void is_not_cut_short_by_the_end_of_the_grant() {
            var pair = pair().accepts(null, START, START.plus(MINUTE));
            pair.pickedUp(pair.dialled(START.plus(SECOND)), START.plus(SECOND));

            assertThat(pair.at(LATER).calls().getFirst().outcome()).isEqualTo(Call.Outcome.RUNNING);
        }
    }

    @Nested
    class Asking_for_permission {

        @Test
        void is_allowed_to_a_stranger() {
            assertThat(pair.mayAsk(START)).isEqualTo(new Verdict.Allowed(List.of()));
        }

        @Test
        void makes_no_sense_under_a_permanent_grant() {
            pair.allowsAlwaysInProfile(START);

            assertThat(reasons(pair.mayAsk(START)))
                    .containsExactly(new Reason(Code.PERMANENT_GRANT, List.of(), null));
        }

        @ParameterizedTest
        @CsvSource({
            "SOMEHOW,",
            "TEMPLATE,",
            "FREE_FORM, WINDOW_CLOSED",
            "UNAPPROVED_TEMPLATE, TEMPLATE_NOT_APPROVED",
            "UNWANTED_TEMPLATE, OPTED_OUT"
        })
        void depends_on_how(Asking asking, @Nullable Code code) {
            var verdict = pair.at(START).mayAsk(IN_INDIA, asking);

            if (code == null) {
                assertThat(verdict.allowed()).isTrue();
            } else {
                assertThat(reasons(verdict)).containsExactly(new Reason(code, List.of(), null));
            }
        }
    }

    @Nested
    class The_situation {

        @ParameterizedTest
        @EnumSource
        void of_a_barred_country_refuses_both(Edition edition) {
            var pair = pair(edition).allowsInProfile(START);
            for (var country : edition.barredCountries()) {
                var there = new Situation(country, List.of());
                var reason = new Reason(Code.COUNTRY_RESTRICTED, List.of(), null);
                assertThat(reasons(pair.at(START).mayCall(there))).containsExactly(reason);
                assertThat(reasons(pair.at(START).mayAsk(there, Asking.SOMEHOW)))
                        .containsExactly(reason);
            }
            assertThat(pair.mayCall(START).allowed()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"DOCUMENTED, false", "META_2026_06, true", "TEST_NUMBERS, true"})
        void of_Turkey_depends_on_the_edition(Edition edition, boolean allowed) {
            var verdict = pair(edition).at(START).mayAsk(in("TR"), Asking.SOMEHOW);

            assertThat(verdict.allowed()).isEqualTo(allowed);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "CALLING_DISABLED",
                    "NUMBER_PAUSED",
                    "NUMBER_DISCONNECTED",
                    "NUMBER_RATE",
                    "NOT_ON_WHATSAPP",
                    "REFUSED_BY_META",
                    "COUNTRY_RESTRICTED"
                })
        void of_the_number_or_person_refuses_both_until_it_says(Code code) {
            var position = granted().at(START);
            var barred = in("IN", new Bar(code, LATER));
            var reason = new Reason(code, List.of(), LATER);

            assertThat(reasons(position.mayCall(barred))).containsExactly(reason);
            assertThat(reasons(position.mayAsk(barred, Asking.SOMEHOW))).containsExactly(reason);
            assertThat(reasons(position.mayCall(in("IN", new Bar(code, null)))))
                    .containsExactly(new Reason(code, List.of(), null));
        }

        @ParameterizedTest
        @CsvSource({"-1, false", "0, true", "1, true"})
        void is_over_at_the_exact_second(int seconds, boolean allowed) {
            var verdict =
                    granted()
                            .at(LATER.plusSeconds(seconds))
                            .mayCall(in("IN", new Bar(Code.NUMBER_PAUSED, LATER)));

            assertThat(verdict.allowed()).isEqualTo(allowed);
        }
    }

    @Nested
    class Reasons {

        @Test
        void are_all_told_unknown_first_then_the_one_that_clears_last() {
            var own = new Policy(Edition.DOCUMENTED, new OwnRules(1, null, null));
            pair.going(own).asked(START);
            var verdict =
                    pair.at(START)
                            .mayAsk(
                                    in(
                                            "TR",
                                            new Bar(Code.NUMBER_PAUSED, START.plus(HOUR)),
                                            new Bar(Code.NUMBER_RATE, LATER)),
                                    Asking.FREE_FORM);

            assertThat(codes(verdict))
                    .containsExactly(
                            Code.WINDOW_CLOSED,
                            Code.COUNTRY_RESTRICTED,
                            Code.OWN_RULE,
                            Code.REQUEST_LIMIT_24H,
                            Code.NUMBER_RATE,
                            Code.NUMBER_PAUSED);
            assertThat(((Verdict.Refused) verdict).decisive().code()).isEqualTo(Code.WINDOW_CLOSED);
        }

        @Test
        void that_clear_together_keep_the_order_of_the_table() {
            pair.going(new Policy(Edition.DOCUMENTED, new OwnRules(null, 1, 1)))
                    .allowsInProfile(START)
                    .connectedCalls(5, START)
                    .unanswered(START.plus(HOUR));

            assertThat(
                            codes(
                                    pair.at(START.plus(HOUR).plus(HOUR))
                                            .mayCall(in("TR", new Bar(Code.NUMBER_RATE, null)))))
                    .containsExactly(
                            Code.COUNTRY_RESTRICTED,
                            Code.NUMBER_RATE,
                            Code.OWN_RULE,
                            Code.OWN_RULE,
                            Code.CALL_LIMIT_24H);
        }
    }

    @Nested
    class A_rule_of_ones_own {

        @Test
        void limits_requests_in_seven_days() {
            own(new OwnRules(1, null, null));
            var request = pair.asked(START);

            assertThat(reasons(pair.mayAsk(LATER)))
                    .containsExactly(new Reason(Code.OWN_RULE, List.of(request), START.plus(WEEK)));
            assertThat(pair.mayAsk(START.plus(WEEK)).allowed()).isTrue();
            assertThat(codes(pair.mayCall(LATER))).containsExactly(Code.NO_PERMISSION);
        }

        @Test
        void allows_requests_below_it() {
            own(new OwnRules(2, null, null)).asked(START);

            assertThat(pair.mayAsk(LATER).allowed()).isTrue();
        }

        @Test
        void limits_connected_calls_in_24_hours() {
            own(new OwnRules(null, 2, null)).allowsInProfile(START);
            var first = pair.connected(START);
            assertThat(pair.mayCall(START.plus(HOUR)).allowed()).isTrue();

            var second = pair.connected(START.plus(MINUTE));
            assertThat(reasons(pair.mayCall(START.plus(HOUR))))
                    .containsExactly(new Reason(Code.OWN_RULE, List.of(first, second), LATER));
        }

        @Test
        void limits_unanswered_calls_in_a_row() {
            own(new OwnRules(null, null, 2)).allowsInProfile(START);
            var first = pair.unanswered(START);
            assertThat(pair.mayCall(START.plus(HOUR)).allowed()).isTrue();

            var second = pair.unanswered(START.plus(MINUTE));
            assertThat(reasons(pair.mayCall(START.plus(HOUR))))
                    .containsExactly(new Reason(Code.OWN_RULE, List.of(first, second), null));
        }

        @Test
        void may_be_reached_together_with_another() {
            own(new OwnRules(null, 1, 1)).allowsInProfile(START);
            pair.connected(START);
            pair.unanswered(START.plus(MINUTE));

            assertThat(codes(pair.mayCall(START.plus(HOUR))))
                    .containsExactly(Code.OWN_RULE, Code.OWN_RULE);
        }

        @Test
        void that_is_laxer_than_the_edition_changes_nothing() {
            own(new OwnRules(9, 9, 9)).asked(START);

            assertThat(codes(pair.mayAsk(START))).containsExactly(Code.REQUEST_LIMIT_24H);
        }

        @Test
        void goes_by_what_we_count_ourselves() {
            own(new OwnRules(1, null, null)).asked(START);
            pair.metaCountsRequests(null, new Happening.Quota(0, 2, null), LATER);

            assertThat(codes(pair.mayAsk(LATER))).containsExactly(Code.OWN_RULE);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1})
        void begins_at_one(int number) {
            assertThatThrownBy(() -> new OwnRules(number, null, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(number));
            assertThatThrownBy(() -> new OwnRules(null, number, null))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new OwnRules(null, null, number))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(new OwnRules(1, 1, 1).callsIn24h()).isEqualTo(1);
        }

        private Pair own(OwnRules rules) {
            return pair.going(new Policy(Edition.DOCUMENTED, rules));
        }
    }

    @Nested
    class A_caution {

        @ParameterizedTest
        @EnumSource
        void tells_of_the_unanswered_row(Edition edition) {
            var warns = edition.unansweredWarns();
            var revokes = edition.unansweredRevokes();
            for (var row = 0; row < revokes; row++) {
                var pair = pair(edition).allowsAlwaysInProfile(START).unansweredCalls(row, START);
                var cautions = cautions(pair.mayCall(LATER));
                if (row == revokes - 1) {
                    assertThat(cautions).containsExactly(Caution.UNANSWERED_3);
                } else if (row >= warns) {
                    assertThat(cautions).containsExactly(Caution.UNANSWERED_2);
                } else {
                    assertThat(cautions).isEmpty();
                }
            }
        }

        @ParameterizedTest
        @CsvSource({"-1, false", "0, true", "1, true"})
        void tells_that_a_temporary_grant_ends_within_24_hours(int seconds, boolean told) {
            pair.accepts(null, START, START.plus(WEEK));
            var now = START.plus(WEEK).minus(DAY).plusSeconds(seconds);

            assertThat(cautions(pair.mayCall(now)).contains(Caution.EXPIRES_SOON)).isEqualTo(told);
        }

        @Test
        void tells_of_row_and_end_together() {
            pair.accepts(null, START, LATER).unansweredCalls(2, START.plus(MINUTE));

            assertThat(cautions(pair.mayCall(START.plus(HOUR))))
                    .containsExactly(Caution.UNANSWERED_2, Caution.EXPIRES_SOON);
        }

        @Test
        void tells_before_asking_that_a_grant_is_active_or_a_request_waits() {
            pair.allowsInProfile(START);
            assertThat(cautions(pair.mayAsk(START))).containsExactly(Caution.GRANT_ACTIVE);

            pair.asked(START);
            assertThat(cautions(pair.mayAsk(LATER)))
                    .containsExactly(Caution.GRANT_ACTIVE, Caution.REQUEST_WAITING);

            assertThat(cautions(pair.mayAsk(START.plus(WEEK)))).isEmpty();
        }
    }

    @Nested
    class The_next_change {

        @Test
        void is_the_end_of_the_grant() {
            pair.accepts(null, START, LATER);

            assertThat(pair.at(START).changesAt()).isEqualTo(LATER);
            assertThat(pair.at(LATER).changesAt()).isNull();
        }

        @Test
        void is_the_end_of_an_open_request_even_beside_a_permanent_grant() {
            pair.allowsAlwaysInProfile(START).asked(START);

            assertThat(pair.at(START).changesAt()).isEqualTo(START.plus(WEEK));
        }

        @Test
        void is_the_bound_of_a_running_call() {
            pair.accepts(null, START, LATER);
            var call = pair.dialled(START);
            assertThat(pair.at(START).changesAt()).isEqualTo(START.plusSeconds(120));

            pair.pickedUp(call, START.minus(MINUTE)).accepts(null, START, START.plus(WEEK));
            assertThat(pair.at(START).changesAt()).isEqualTo(LATER);
        }

        @Test
        void never_comes_to_what_is_settled() {
            pair.declines(pair.asked(START), START);
            pair.unanswered(START);

            assertThat(pair.at(LATER).changesAt()).isNull();
        }
    }

    private static Pair granted() {
        return pair().allowsInProfile(START);
    }

    private static Situation in(String country, Bar... bars) {
        return new Situation(country, Arrays.asList(bars));
    }

    private static List<Reason> reasons(Verdict verdict) {
        return ((Verdict.Refused) verdict).reasons();
    }

    private static List<Code> codes(Verdict verdict) {
        return reasons(verdict).stream().map(Reason::code).toList();
    }

    private static List<Caution> cautions(Verdict verdict) {
        return ((Verdict.Allowed) verdict).cautions();
    }
}
