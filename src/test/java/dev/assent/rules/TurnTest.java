package dev.assent.rules;

import static dev.assent.rules.Pair.DAY;
import static dev.assent.rules.Pair.HOUR;
import static dev.assent.rules.Pair.MINUTE;
import static dev.assent.rules.Pair.START;
import static dev.assent.rules.Pair.WEEK;
import static dev.assent.rules.Pair.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.rules.Happening.Permission;
import dev.assent.rules.Standing.By;
import dev.assent.rules.Standing.Declined;
import dev.assent.rules.Standing.Expired;
import dev.assent.rules.Standing.Granted;
import dev.assent.rules.Standing.Revoked;
import dev.assent.rules.Standing.Source;

import org.junit.jupiter.api.Test;

/** How grants came and went. */
class TurnTest {

    @Test
    void nobody_who_never_answered_has_turns() {
        var pair = pair();
        pair.delivered(pair.asked(START), START);
        pair.unansweredCalls(4, START);
        assertThat(pair.at(START.plus(DAY)).turns()).isEmpty();
    }

    @Test
    void an_answer_is_a_turn_that_names_the_reply() {
        var pair = pair();
        pair.declines(pair.asked(START), START.plus(MINUTE));
        assertThat(pair.at(START.plus(HOUR)).turns())
                .containsExactly(
                        new Turn(
                                START.plus(MINUTE),
                                new Declined(START.plus(MINUTE)),
                                pair.lastId()));
    }

    @Test
    void a_grant_that_time_ends_turns_without_a_cause() {
        var pair = pair();
        pair.allows(pair.asked(START), START);
        var granted = new Granted(START, START.plus(WEEK), Source.REQUEST);
        var given = new Turn(START, granted, pair.lastId());
        var end = START.plus(WEEK);
        assertThat(pair.at(end.minusSeconds(1)).turns()).containsExactly(given);
        assertThat(pair.at(end).turns())
                .containsExactly(given, new Turn(end, new Expired(end, granted), null));
    }

    @Test
    void what_comes_after_the_end_of_a_grant_does_not_hide_it() {
        var pair = pair();
        pair.allows(pair.asked(START), START);
        pair.unanswered(START.plus(WEEK).plus(HOUR));
        pair.allowsInProfile(START.plus(WEEK).plus(DAY));
        assertThat(pair.at(START.plus(WEEK).plus(DAY)).turns())
                .extracting(turn -> turn.standing().getClass().getSimpleName())
                .containsExactly("Granted", "Expired", "Granted");
    }

    @Test
    void the_call_that_took_the_permission_is_named() {
        var pair = pair();
        pair.allows(pair.asked(START), START);
        pair.unansweredCalls(3, START.plus(HOUR));
        var fourth = pair.unanswered(START.plus(DAY));
        var at = START.plus(DAY).plusSeconds(30);
        assertThat(pair.at(at).turns())
                .last()
                .isEqualTo(new Turn(at, new Revoked(at, By.PLATFORM), fourth));
        pair.revokedByWhatsApp(at.plusSeconds(1));
        assertThat(pair.at(at.plusSeconds(1)).turns())
                .as("the word that it is so changes nothing")
                .last()
                .isEqualTo(new Turn(at, new Revoked(at, By.PLATFORM), fourth));
    }

    @Test
    void a_reading_that_moves_the_end_is_a_turn_and_one_that_agrees_is_none() {
        var pair = pair();
        pair.allows(pair.asked(START), START);
        pair.metaSays(Permission.TEMPORARY, START.plus(WEEK), START.plus(HOUR));
        assertThat(pair.at(START.plus(DAY)).turns()).hasSize(1);
        pair.metaSays(Permission.TEMPORARY, START.plus(DAY), START.plus(HOUR));
        assertThat(pair.at(START.plus(HOUR)).turns())
                .last()
                .isEqualTo(
                        new Turn(
                                START.plus(HOUR),
                                new Granted(START, START.plus(DAY), Source.REQUEST),
                                pair.lastId()));
    }

    @Test
    void the_last_turn_is_where_the_pair_stands_whatever_happened() {
        Histories.forEach(history -> {
            var position = Position.of(history.policy(), history.happenings(), history.now());
            var tidy = Position.of(history.policy(), history.tidy().happenings(), history.now());
            assertThat(position.turns()).isEqualTo(tidy.turns());
            if (!(position.standing() instanceof Standing.Pending)) {
                var last =
                        position.turns().isEmpty()
                                ? new Standing.NotRequested()
                                : position.turns().getLast().standing();
                assertThat(last).as(history::toString).isEqualTo(position.standing());
            }
        });
    }
}
