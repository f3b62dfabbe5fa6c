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

import dev.assent.rules.Happening.Accept;
import dev.assent.rules.Happening.Permission;
import dev.assent.rules.Happening.Why;
import dev.assent.rules.Standing.By;
import dev.assent.rules.Standing.Declined;
import dev.assent.rules.Standing.Expired;
import dev.assent.rules.Standing.Granted;
import dev.assent.rules.Standing.NotRequested;
import dev.assent.rules.Standing.Pending;
import dev.assent.rules.Standing.Revoked;
import dev.assent.rules.Standing.Source;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

/** Section 4 of the rules, with what grants and takes. */
class GrantTest {

    private static final Instant LATER = START.plus(DAY);

    /** The answers as Meta documents them. */
    @Nested
    class Of_what_Meta_reports {

        @Test
        void a_temporary_accept_of_a_request_grants_until_the_end_she_names() {
            var pair = pair();
            var request = pair.asked(START);
            pair.accepts(message(request), LATER, LATER.plus(HOUR));

            assertThat(pair.standing(LATER))
                    .isEqualTo(new Granted(LATER, LATER.plus(HOUR), Source.REQUEST));
            assertThat(pair.at(LATER).requests().getFirst().status())
                    .isEqualTo(RequestLife.Status.ACCEPTED);
        }

        @Test
        void a_permanent_accept_of_a_request_grants_until_revoked() {
            var pair = pair();
            pair.allowsAlways(pair.asked(START), LATER);

            assertThat(pair.standing(LATER.plus(DAY.multipliedBy(1000))))
                    .isEqualTo(new Granted(LATER, null, Source.REQUEST));
        }

        @Test
        void a_permanent_grant_from_the_profile_answers_no_request() {
            var pair = pair();
            pair.asked(START);
            pair.allowsAlwaysInProfile(LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Granted(LATER, null, Source.PROFILE));
            assertThat(pair.at(LATER).openRequest()).isNotNull();
        }

        @Test
        void a_declined_request_is_a_decline() {
            var pair = pair();
            pair.declines(pair.asked(START), LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Declined(LATER));
            assertThat(pair.at(LATER).requests().getFirst().status())
                    .isEqualTo(RequestLife.Status.DECLINED);
        }

        @Test
        void a_callback_grant_comes_from_their_call() {
            var pair = pair();
            var theirs = pair.theyCall(START);
            pair.callbackGranted(theirs, START.plus(SECOND), START.plus(WEEK));

            assertThat(pair.standing(LATER))
                    .isEqualTo(new Granted(START.plus(SECOND), START.plus(WEEK), Source.CALLBACK));
        }

        @Test
        void an_automatic_revocation_is_the_platforms() {
            var pair = pair().allowsAlwaysInProfile(START).revokedByWhatsApp(LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Revoked(LATER, By.PLATFORM));
        }
    }

    @Nested
    class Its_source {

        @Test
        void is_callback_where_a_reply_of_the_user_answers_a_call() {
            var pair = pair().accepts(call("u1"), START, null);

            assertThat(((Granted) pair.standing(START)).source()).isEqualTo(Source.CALLBACK);
        }

        @Test
        void is_callback_where_an_automatic_reply_answers_nothing() {
            var pair = pair().callbackGranted(null, START, null);

            assertThat(((Granted) pair.standing(START)).source()).isEqualTo(Source.CALLBACK);
        }

        @Test
        void is_request_even_where_we_never_sent_it() {
            var pair = pair().accepts(message("sent elsewhere"), START, null);

            assertThat(((Granted) pair.standing(START)).source()).isEqualTo(Source.REQUEST);
            assertThat(pair.at(START).requests()).isEmpty();
            assertThat(pair.at(START).askLimits()).allMatch(limit -> limit.used() == 0);
        }
    }

    @Nested
    class Its_end {

        @ParameterizedTest
        @EnumSource
        void comes_after_168_hours_where_Meta_names_none(Edition edition) {
            var pair = pair(edition).accepts(null, START, null);
            var end = START.plus(Duration.ofHours(168));
            var grant = new Granted(START, end, Source.PROFILE);

            assertThat(pair.standing(end.minus(SECOND))).isEqualTo(grant);
            assertThat(pair.standing(end)).isEqualTo(new Expired(end, grant));
            assertThat(pair.standing(end.plus(SECOND))).isEqualTo(new Expired(end, grant));
        }

        @Test
        void is_where_Meta_names_it() {
            var end = START.plus(MINUTE);
            var pair = pair().accepts(null, START, end);

            assertThat(pair.standing(end.minus(SECOND))).isInstanceOf(Granted.class);
            assertThat(pair.standing(end)).isInstanceOf(Expired.class);
        }

        @Test
        void never_comes_to_a_permanent_grant_whatever_end_is_named() {
            var pair = pair().add(new Accept("a", START, null, false, true, START.plus(SECOND)));

            assertThat(pair.standing(LATER)).isEqualTo(new Granted(START, null, Source.PROFILE));
        }

        @Test
        void may_lie_before_its_moment_and_then_it_is_over_at_once() {
            var pair = pair().accepts(null, START, START.minus(SECOND));

            assertThat(pair.standing(START))
                    .isEqualTo(
                            new Expired(
                                    START.minus(SECOND),
                                    new Granted(START, START.minus(SECOND), Source.PROFILE)));
        }

        @Test
        void is_not_brought_forward_by_what_happens_after_it() {
            var end = START.plus(HOUR);
            var pair = pair().accepts(null, START, end).revokesInProfile(LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Declined(LATER));
            var missed = pair().accepts(null, START, end).unansweredCalls(4, LATER);
            assertThat(missed.standing(end.minus(SECOND))).isInstanceOf(Granted.class);
        }
    }

    @Nested
    class Another_accept {

        private final Pair pair = pair().accepts(null, START, START.plus(DAY));

        @Test
        void of_the_user_replaces_the_grant_in_force_even_by_a_shorter_one() {
            pair.accepts(null, START.plus(HOUR), START.plus(HOUR.multipliedBy(2)));

            assertThat(pair.standing(START.plus(HOUR)))
                    .isEqualTo(
                            new Granted(
                                    START.plus(HOUR),
                                    START.plus(HOUR.multipliedBy(2)),
                                    Source.PROFILE));
        }

        @Test
        void of_the_user_replaces_a_permanent_grant_by_a_temporary_one() {
            pair.allowsAlwaysInProfile(START.plus(MINUTE)).allowsInProfile(START.plus(HOUR));

            assertThat(((Granted) pair.standing(START.plus(HOUR))).permanent()).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"-1, false", "0, false", "1, true"})
        void that_is_automatic_replaces_it_only_if_it_ends_later(int seconds, boolean replaces) {
            var end = START.plus(DAY).plusSeconds(seconds);
            pair.callbackGranted(null, START.plus(HOUR), end);

            assertThat(pair.standing(START.plus(HOUR)))
                    .isEqualTo(
                            replaces
                                    ? new Granted(START.plus(HOUR), end, Source.CALLBACK)
                                    : new Granted(START, START.plus(DAY), Source.PROFILE));
        }

        @Test
        void that_is_automatic_and_permanent_ends_later() {
            pair.add(new Accept("a", START.plus(HOUR), null, true, true, null));

            assertThat(pair.standing(START.plus(HOUR)))
                    .isEqualTo(new Granted(START.plus(HOUR), null, Source.CALLBACK));
        }

        @Test
        void that_is_automatic_never_touches_a_permanent_grant() {
            pair.allowsAlwaysInProfile(START.plus(MINUTE))
                    .add(new Accept("a", START.plus(HOUR), null, true, true, null));

            assertThat(pair.standing(START.plus(HOUR)))
                    .isEqualTo(new Granted(START.plus(MINUTE), null, Source.PROFILE));
        }

        @Test
        void that_is_automatic_grants_anew_once_the_former_is_over() {
            pair.callbackGranted(null, START.plus(DAY), START.plus(DAY));

            assertThat(pair.standing(START.plus(DAY)))
                    .isEqualTo(
                            new Expired(
                                    START.plus(DAY),
                                    new Granted(
                                            START.plus(DAY), START.plus(DAY), Source.CALLBACK)));
        }
    }

    @Nested
    class A_revocation {

        @Test
        void keeps_its_first_moment_when_the_platform_repeats_it() {
            var pair =
                    pair().allowsInProfile(START)
                            .revokesInProfile(START.plus(HOUR))
                            .revokedByWhatsApp(LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Revoked(START.plus(HOUR), By.PLATFORM));
        }

        @Test
        void stays_when_the_user_rejects_in_the_profile_again() {
            var pair = pair().revokedByWhatsApp(START).revokesInProfile(LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Revoked(START, By.PLATFORM));
        }

        @Test
        void begins_anew_after_another_grant() {
            var pair =
                    pair().revokedByWhatsApp(START)
                            .allowsInProfile(START.plus(HOUR))
                            .revokedByWhatsApp(LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Revoked(LATER, By.PLATFORM));
        }

        @Test
        void does_not_lie_beneath_a_grant_that_has_expired() {
            var pair =
                    pair().revokedByWhatsApp(START)
                            .accepts(null, START.plus(MINUTE), START.plus(HOUR))
                            .revokedByWhatsApp(LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Revoked(LATER, By.PLATFORM));
            assertThat(pair.revokesInProfile(LATER).standing(LATER))
                    .isEqualTo(new Revoked(LATER, By.PLATFORM));
        }

        @Test
        void by_the_user_needs_a_grant_in_force_at_that_second() {
            var end = START.plus(HOUR);

            assertThat(
                            pair().accepts(null, START, end)
                                    .revokesInProfile(end.minus(SECOND))
                                    .standing(LATER))
                    .isEqualTo(new Revoked(end.minus(SECOND), By.USER));
            assertThat(pair().accepts(null, START, end).revokesInProfile(end).standing(LATER))
                    .isEqualTo(new Declined(end));
        }
    }

    @Nested
    class Pending_shows {

        @Test
        void since_the_newest_open_request_and_until_it_expires() {
            var pair = pair();
            pair.asked(START);
            var second = pair.asked(LATER);

            assertThat(pair.standing(LATER))
                    .isEqualTo(new Pending(LATER, second, LATER.plus(WEEK)));
        }

        @Test
        void what_lay_beneath_again_when_the_request_expires() {
            var pair = pair().rejects(message("earlier"), START);
            pair.asked(LATER);
            var end = LATER.plus(WEEK);

            assertThat(pair.standing(end.minus(SECOND))).isInstanceOf(Pending.class);
            assertThat(pair.standing(end)).isEqualTo(new Declined(START));
        }

        @Test
        void not_beside_a_grant_but_again_when_the_grant_ends_first() {
            var pair = pair().accepts(null, START, LATER);
            var request = pair.asked(START.plus(HOUR));

            assertThat(pair.standing(LATER.minus(SECOND))).isInstanceOf(Granted.class);
            assertThat(pair.at(LATER.minus(SECOND)).openRequest().attempt()).isEqualTo(request);
            assertThat(pair.standing(LATER)).isInstanceOf(Pending.class);
        }

        @Test
        void nothing_where_nobody_asked() {
            assertThat(pair().standing(START)).isEqualTo(new NotRequested());
        }
    }

    @Nested
    class The_row_of_unanswered_calls {

        @ParameterizedTest
        @EnumSource
        void revokes_the_grant_in_force_when_it_is_long_enough(Edition edition) {
            var revokes = edition.unansweredRevokes();
            var fewer = pair(edition).allowsInProfile(START).unansweredCalls(revokes - 1, LATER);
            assertThat(fewer.standing(LATER.plus(HOUR))).isInstanceOf(Granted.class);

            fewer.unanswered(LATER.plus(HOUR));
            assertThat(fewer.standing(LATER.plus(HOUR).plusSeconds(30)))
                    .isEqualTo(new Revoked(LATER.plus(HOUR).plusSeconds(30), By.PLATFORM));
        }

        @Test
        void begins_anew_with_a_connected_call_of_either_direction() {
            var ours = pair().allowsInProfile(START).unansweredCalls(3, LATER);
            ours.connected(LATER.plus(HOUR));
            ours.unanswered(LATER.plus(HOUR.multipliedBy(2)));
            assertThat(ours.at(LATER.plus(DAY)).unansweredRow()).hasSize(1);

            var theirs = pair().allowsInProfile(START).unansweredCalls(3, LATER);
            theirs.theirsIsPickedUp(call("u"), LATER.plus(HOUR));
            theirs.unanswered(LATER.plus(HOUR.multipliedBy(2)));
            assertThat(theirs.at(LATER.plus(DAY)).unansweredRow()).hasSize(1);
        }

        @Test
        void begins_anew_with_a_new_grant() {
            var pair = pair().unansweredCalls(3, START).allowsInProfile(LATER);
            pair.unanswered(LATER.plus(HOUR));

            assertThat(pair.at(LATER.plus(DAY)).unansweredRow()).hasSize(1);
            assertThat(pair.standing(LATER.plus(DAY))).isInstanceOf(Granted.class);
        }

        @Test
        void goes_on_over_an_automatic_accept_that_changes_nothing() {
            var pair =
                    pair().allowsInProfile(START)
                            .unansweredCalls(3, START.plus(HOUR))
                            .callbackGranted(null, LATER, LATER);
            pair.unanswered(LATER.plus(HOUR));

            assertThat(pair.standing(LATER.plus(DAY))).isInstanceOf(Revoked.class);
        }

        @Test
        void goes_on_when_a_reading_moves_the_end_of_the_grant() {
            var pair =
                    pair().allowsInProfile(START)
                            .unansweredCalls(3, START.plus(HOUR))
                            .metaSays(Permission.TEMPORARY, LATER.plus(WEEK), LATER);
            pair.unanswered(LATER.plus(HOUR));

            assertThat(pair.standing(LATER.plus(DAY))).isInstanceOf(Revoked.class);
        }

        @Test
        void does_nothing_without_a_grant() {
            assertThat(pair().unansweredCalls(5, START).standing(LATER))
                    .isEqualTo(new NotRequested());
        }

        @Test
        void ignores_their_missed_calls_and_what_broke_down() {
            var pair = pair().allowsInProfile(START).unansweredCalls(3, LATER);
            pair.theirsEnds(pair.theyCall(LATER.plus(HOUR)), LATER.plus(HOUR));
            pair.broken(pair.unanswered(LATER.plus(HOUR)), LATER.plus(HOUR));

            assertThat(pair.at(LATER.plus(DAY)).unansweredRow()).hasSize(3);
        }

        @Test
        void is_in_the_order_of_ends() {
            var pair = pair();
            var first = pair.dialled(START);
            var second = pair.unanswered(START.plus(SECOND));
            pair.ended(first, START.plus(HOUR));

            assertThat(pair.at(LATER).unansweredRow())
                    .extracting(Call::id)
                    .containsExactly(second, first);
        }

        @Test
        void is_repaired_by_a_call_told_late() {
            var pair = pair().allowsInProfile(START).unansweredCalls(4, LATER);
            assertThat(pair.standing(LATER.plus(HOUR))).isInstanceOf(Revoked.class);

            pair.connected(LATER.plus(MINUTE).plusSeconds(45));
            assertThat(pair.standing(LATER.plus(HOUR))).isInstanceOf(Granted.class);
        }

        @Test
        void revokes_before_the_accept_of_the_same_second() {
            var pair = pair().allowsInProfile(START).unansweredCalls(3, LATER);
            var fourth = pair.dialled(LATER.plus(HOUR));
            pair.ended(fourth, LATER.plus(DAY)).allowsInProfile(LATER.plus(DAY));

            assertThat(pair.standing(LATER.plus(DAY))).isInstanceOf(Granted.class);
            assertThat(pair.at(LATER.plus(DAY)).unansweredRow()).isEmpty();
        }
    }

    @Nested
    class A_refusal_of_Metas {

        @Test
        void with_138017_tells_of_a_permanent_grant() {
            var pair = pair().accepts(null, START, START.plus(WEEK));
            pair.refused(pair.attempted(LATER), Why.PERMANENT_GRANT, LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Granted(LATER, null, Source.READING));
        }

        @Test
        void with_138017_leaves_the_permanent_grant_in_force() {
            var pair = pair().allowsAlwaysInProfile(START);
            pair.refused(pair.attempted(LATER), Why.PERMANENT_GRANT, LATER);

            assertThat(pair.standing(LATER)).isEqualTo(new Granted(START, null, Source.PROFILE));
        }

        @Test
        void with_138006_ends_a_grant_in_force_and_nothing_else() {
            var pair = pair().allowsInProfile(START);
            pair.refused(pair.dialled(LATER), Why.NO_PERMISSION, LATER);
            assertThat(pair.standing(LATER)).isEqualTo(new Revoked(LATER, By.UNKNOWN));

            var declined = pair().rejects(message("earlier"), START);
            declined.refused(declined.dialled(LATER), Why.NO_PERMISSION, LATER);
            assertThat(declined.standing(LATER)).isEqualTo(new Declined(START));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1})
        void stands_no_earlier_than_what_it_refuses(int seconds) {
            var pair = pair().allowsInProfile(START);
            pair.refused(pair.dialled(LATER), Why.NO_PERMISSION, LATER.minusSeconds(seconds));

            assertThat(pair.standing(LATER)).isEqualTo(new Revoked(LATER, By.UNKNOWN));
        }
    }
}
