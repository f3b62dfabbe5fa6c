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

import dev.assent.rules.Happening.Permission;
import dev.assent.rules.Happening.Why;
import dev.assent.rules.Standing.By;
import dev.assent.rules.Standing.Declined;
import dev.assent.rules.Standing.Granted;
import dev.assent.rules.Standing.Revoked;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;

/** Section 2 of the rules: what stands before what. */
class OrderTest {

    private static final Instant LATER = START.plus(DAY);

    private final Pair pair = pair();

    @Test
    void a_reply_stands_no_earlier_than_the_request_it_answers() {
        var request = pair.asked(START);
        pair.allows(request, START.minus(MINUTE));

        assertThat(((Granted) pair.standing(LATER)).since()).isEqualTo(START);
        assertThat(pair.at(LATER).requests().getFirst().changedAt()).isEqualTo(START);
    }

    @Test
    void a_reply_stands_no_earlier_than_the_call_it_answers() {
        var call = pair.connected(START);
        pair.callbackGranted(call(call), START.minus(MINUTE), null);

        assertThat(((Granted) pair.standing(LATER)).since()).isEqualTo(START);
    }

    @Test
    void a_grant_without_an_end_runs_from_where_its_reply_stands() {
        pair.accepts(message(pair.asked(START)), START.minus(MINUTE), null);

        assertThat(((Granted) pair.standing(LATER)).until()).isEqualTo(START.plus(WEEK));
    }

    @Test
    void replies_moved_to_one_second_keep_the_order_of_their_own_times() {
        var request = pair.asked(START);
        pair.allows(request, START.minusSeconds(3)).declines(request, START.minusSeconds(5));
        assertThat(pair.standing(START)).isInstanceOf(Granted.class);

        var other = pair();
        request = other.asked(START);
        other.allows(request, START.minusSeconds(5)).declines(request, START.minusSeconds(3));
        assertThat(other.standing(START)).isEqualTo(new Revoked(START, By.USER));
    }

    @Test
    void what_was_moved_stands_after_what_happened_before_that_second() {
        pair.allows(pair.asked(START), START.minusSeconds(3));
        pair.revokesInProfile(START.minusSeconds(1));

        assertThat(pair.standing(START)).isInstanceOf(Granted.class);
    }

    @Test
    void what_was_moved_to_a_second_stands_before_what_happened_in_it() {
        var request = pair.asked(START);
        pair.declines(request, START.minusSeconds(1)).allows(request, START);

        assertThat(pair.standing(START)).isInstanceOf(Granted.class);
    }

    @Test
    void in_one_second_an_accept_stands_before_a_reject() {
        pair.add(new Happening.Reject("a0", START, null, false))
                .add(new Happening.Accept("a1", START, null, false, true, null));

        assertThat(pair.standing(START)).isEqualTo(new Revoked(START, By.USER));
    }

    @Test
    void in_one_second_a_call_stands_before_a_reply() {
        pair.allowsInProfile(START).unansweredCalls(3, START.plus(HOUR));
        pair.ended(pair.dialled(START.plus(HOUR)), LATER).revokesInProfile(LATER);

        assertThat(pair.standing(LATER)).isEqualTo(new Revoked(LATER, By.PLATFORM));
    }

    @Test
    void in_one_second_a_reply_stands_before_a_refusal() {
        pair.refused("x", Why.PERMANENT_GRANT, START).revokesInProfile(START);

        assertThat(pair.standing(START)).isInstanceOf(Granted.class);
    }

    @Test
    void in_one_second_a_refusal_stands_before_a_reading() {
        pair.metaSays(Permission.NONE, null, START).refused("x", Why.PERMANENT_GRANT, START);

        assertThat(pair.standing(START)).isEqualTo(new Revoked(START, By.UNKNOWN));
    }

    @Test
    void in_one_second_alike_happenings_stand_in_the_order_of_their_ids() {
        pair.add(new Happening.Accept("a2", START, null, false, false, LATER))
                .add(new Happening.Accept("a1", START, null, false, true, null));

        assertThat(((Granted) pair.standing(START)).permanent()).isFalse();
    }

    @Test
    void in_one_second_calls_stand_in_the_order_of_their_ids() {
        pair.allowsInProfile(START);
        var first = pair.dialled(START.plus(HOUR));
        var second = pair.dialled(START.plus(HOUR));
        pair.ended(first, LATER).ended(second, LATER, LATER);
        assertThat(pair.at(LATER).unansweredRow()).isEmpty();

        var other = pair().allowsInProfile(START);
        first = other.dialled(START.plus(HOUR));
        second = other.dialled(START.plus(HOUR));
        other.ended(first, LATER, LATER).ended(second, LATER);
        assertThat(other.at(LATER).unansweredRow()).hasSize(1);
    }

    @Test
    void happenings_ahead_of_the_clock_count_as_happened() {
        pair.rejects(message("other"), LATER);
        pair.asked(LATER.plus(HOUR));

        assertThat(pair.standing(START)).isInstanceOf(Standing.Pending.class);
        assertThat(pair.at(START).askLimits().getFirst().used()).isEqualTo(1);
        assertThat(pair().rejects(null, LATER).standing(START)).isEqualTo(new Declined(LATER));
    }

    @Test
    void what_is_told_twice_counts_once() {
        pair.accepts(null, START, START.plus(WEEK));
        pair.asked(START.plus(HOUR));
        pair.unanswered(START.plus(HOUR));
        pair.unanswered(START.plus(HOUR).plus(MINUTE));
        pair.refused("x", Why.CALL_LIMIT, LATER);
        var once = pair.at(LATER);
        pair.happenings.addAll(pair.happenings);

        assertThat(pair.at(LATER).requests()).isEqualTo(once.requests()).hasSize(1);
        assertThat(pair.at(LATER).calls()).isEqualTo(once.calls()).hasSize(2);
        assertThat(pair.at(LATER).unansweredRow()).hasSize(2);
        assertThat(pair.standing(LATER)).isEqualTo(once.standing());
    }

    @Test
    void a_revocation_told_twice_is_no_decline() {
        var request = pair.asked(START);
        pair.allows(request, START.plus(HOUR)).declines(request, LATER);
        pair.happenings.addAll(pair.happenings);

        assertThat(pair.standing(LATER)).isEqualTo(new Revoked(LATER, By.USER));
    }

    @Test
    void a_reading_told_twice_still_differs_from_us() {
        pair.metaSays(Permission.PERMANENT, null, START);
        pair.happenings.addAll(pair.happenings);

        assertThat(pair.at(LATER).drift()).hasSize(1);
    }

    @Test
    void the_order_of_arrival_makes_no_difference() {
        var request = pair.asked(START);
        pair.delivered(request, START.plus(SECOND)).declines(request, START.plus(MINUTE));
        pair.unansweredCalls(2, START.plus(HOUR));
        pair.allows(request, START.plus(MINUTE.multipliedBy(2)));
        var tidy = pair.at(LATER);

        var shuffled = new ArrayList<>(pair.happenings);
        for (var distance = 1; distance < shuffled.size(); distance++) {
            Collections.rotate(shuffled, distance);
            var position = Position.of(Policy.DOCUMENTED, shuffled, LATER);
            assertThat(position.standing()).isEqualTo(tidy.standing());
            assertThat(position.requests()).isEqualTo(tidy.requests());
            assertThat(position.calls()).isEqualTo(tidy.calls());
        }
    }

    @Test
    void a_position_cannot_be_changed() {
        pair.asked(START);
        pair.unanswered(START);
        var position = pair.at(LATER);

        assertThat(position.requests()).isUnmodifiable();
        assertThat(position.calls()).isUnmodifiable();
        assertThat(position.unansweredRow()).isUnmodifiable();
        assertThat(position.now()).isEqualTo(LATER);
    }
}
