package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.call.Course.By;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Where a call stands follows from what was told of it, in whatever order that was. */
class CourseTest {

    private static final Instant BEGAN = Instant.parse("2026-03-02T09:00:00Z");

    /** Soon enough that nothing is over by time. */
    private static final Instant SOON = BEGAN.plusSeconds(60);

    private static final Set<Fact> ENDS =
            EnumSet.of(
                    Fact.REJECTED,
                    Fact.HUNG_UP,
                    Fact.ABANDONED,
                    Fact.REFUSED,
                    Fact.RELEASED,
                    Fact.TERMINATED,
                    Fact.BROKE_DOWN);

    /** Each state of a call of ours, and each thing that may be told then. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # fact,       dialling,        calling,           ringing,           connected,       ended
                    DIALLED,    dialling,          calling,           ringing,           connected,         cancelled
                    TOLD,       calling,           calling,           ringing,           connected,         cancelled
                    CONNECTED,  dialling,          calling,           ringing,           connected,         cancelled
                    RINGING,    ringing,           ringing,           ringing,           connected,         cancelled
                    CLAIMED,    dialling,          calling,           ringing,           connected,         cancelled
                    ANSWERING,  dialling,          calling,           ringing,           connected,         cancelled
                    ACCEPTED,   connected,         connected,         connected,         connected,         completed
                    STARTED,    connected,         connected,         connected,         connected,         completed
                    REJECTED,   rejected,          rejected,          rejected,          completed,         rejected
                    HUNG_UP,    cancelled,         cancelled,         cancelled,         completed,         cancelled
                    ABANDONED,  unknown,           cancelled,         cancelled,         completed,         cancelled
                    REFUSED,    failed,            failed,            failed,            completed,         failed
                    RELEASED,   unknown,           unanswered,        unanswered,        completed,         cancelled
                    TERMINATED, unknown,           unanswered,        unanswered,        completed,         cancelled
                    BROKE_DOWN, failed,            failed,            failed,            failed,            failed
                    """)
    void each_state_of_a_call_of_ours_and_each_fact(
            Fact fact,
            String dialling,
            String calling,
            String ringing,
            String connected,
            String ended) {
        assertThat(after(ours(), fact)).isEqualTo(dialling);
        assertThat(after(ours(Fact.TOLD), fact)).isEqualTo(calling);
        assertThat(after(ours(Fact.TOLD, Fact.RINGING), fact)).isEqualTo(ringing);
        assertThat(after(ours(Fact.TOLD, Fact.RINGING, Fact.ACCEPTED), fact)).isEqualTo(connected);
        assertThat(after(ours(Fact.TOLD, Fact.RINGING, Fact.HUNG_UP), fact)).isEqualTo(ended);
    }

    /** The same of a call of theirs; nobody dials it here. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # fact,     ringing,   claimed,   connected, ended
                    TOLD,       ringing,   claimed,   connected, missed
                    CONNECTED,  ringing,   claimed,   connected, missed
                    RINGING,    ringing,   claimed,   connected, missed
                    CLAIMED,    claimed,   claimed,   connected, missed
                    ANSWERING,  ringing,   claimed,   connected, missed
                    ACCEPTED,   connected, connected, connected, completed
                    STARTED,    connected, connected, connected, completed
                    REJECTED,   rejected,  rejected,  completed, rejected
                    HUNG_UP,    missed,    missed,    completed, missed
                    ABANDONED,  missed,    missed,    completed, missed
                    REFUSED,    missed,    missed,    completed, missed
                    RELEASED,   missed,    missed,    completed, missed
                    TERMINATED, missed,    missed,    completed, missed
                    BROKE_DOWN, failed,    failed,    failed,    failed
                    """)
    void each_state_of_a_call_of_theirs_and_each_fact(
            Fact fact, String ringing, String claimed, String connected, String ended) {
        assertThat(after(theirs(), fact)).isEqualTo(ringing);
        assertThat(after(theirs(Fact.CLAIMED), fact)).isEqualTo(claimed);
        assertThat(after(theirs(Fact.CLAIMED, Fact.ANSWERING, Fact.ACCEPTED), fact))
                .isEqualTo(connected);
        assertThat(after(theirs(Fact.TERMINATED), fact)).isEqualTo(ended);
    }

    /** All 2 × 32,768 sets of facts there are. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatever_was_told_there_is_one_state_and_an_end_stays_an_end(boolean incoming) {
        for (int set = 1; set < 1 << Fact.values().length; set++) {
            var course = course(incoming, set);
            var facts = course.facts().keySet();
            var over = !Collections.disjoint(facts, ENDS);
            assertThat(course.state(SOON) == State.ENDED).as("%s", facts).isEqualTo(over);
            assertThat(course.outcome(SOON) != null).as("%s", facts).isEqualTo(over);
            assertThat(course.endedBy(SOON) != null).as("%s", facts).isEqualTo(over);
            assertThat(course.bound() == null).as("%s", facts).isEqualTo(over);
            if (over) {
                assertThat(course.endedAt(SOON)).isAfterOrEqualTo(course.began());
                assertThat(
                                course.outcome(SOON) == Outcome.MISSED
                                        ? incoming
                                        : course.outcome(SOON) != Outcome.CANCELLED || !incoming)
                        .isTrue();
            } else {
                assertThat(course.state(BEGAN.plus(Duration.ofDays(2)))).isEqualTo(State.ENDED);
            }
        }
    }

    /** Nobody of ours is in it, Meta has not said that it is over: she must be told. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void we_owe_an_end_exactly_as_long_as_we_left_and_nobody_said_it_is_over(boolean incoming) {
        for (int set = 1; set < 1 << Fact.values().length; set++) {
            var facts = course(incoming, set).facts().keySet();
            var left =
                    facts.contains(Fact.HUNG_UP)
                            || facts.contains(Fact.ABANDONED)
                            || incoming && facts.contains(Fact.REJECTED)
                            || incoming && facts.contains(Fact.REFUSED);
            var done =
                    facts.contains(Fact.TERMINATED)
                            || facts.contains(Fact.RELEASED)
                            || facts.contains(Fact.BROKE_DOWN);
            assertThat(course(incoming, set).owed()).as("nameless").isFalse();
            assertThat(course(incoming, set).named("wacid.1").owed())
                    .as("%s", facts)
                    .isEqualTo(left && !done);
        }
    }

    @Test
    void words_in_any_order_any_number_and_any_portions_end_the_same() {
        var random = new Random(20_260_302);
        for (int life = 0; life < 20_000; life++) {
            var words = words(random);
            var tidy = together(words);
            var told = new ArrayList<>(words);
            words.stream().filter(_ -> random.nextInt(3) == 0).forEach(told::add);
            Collections.shuffle(told, random);
            var cut = random.nextInt(told.size() + 1);
            var one = together(told.subList(0, cut));
            var other = together(told.subList(cut, told.size()));
            assertThat(one.and(other)).isEqualTo(tidy);
            assertThat(other.and(one)).isEqualTo(tidy);
            assertThat(tidy.and(tidy)).isEqualTo(tidy);
        }
    }

    @Test
    void what_is_dropped_and_repeated_later_changes_nothing_in_the_end() {
        var random = new Random(7);
        for (int life = 0; life < 20_000; life++) {
            var words = words(random);
            var dropped = words.get(random.nextInt(words.size()));
            var others = new ArrayList<>(words);
            others.remove(dropped);
            assertThat(together(others).and(dropped)).isEqualTo(together(words));
        }
    }

    @Test
    void an_unanswered_call_is_over_two_minutes_after_it_was_dialled() {
        var call = ours(Fact.TOLD);
        var edge = BEGAN.plus(Duration.ofMinutes(2));
        assertThat(call.state(edge.minusSeconds(1))).isEqualTo(State.CALLING);
        assertThat(call.state(edge)).isEqualTo(State.ENDED);
        assertThat(call.outcome(edge)).isEqualTo(Outcome.UNANSWERED);
        assertThat(call.endedAt(edge.plusSeconds(9))).isEqualTo(edge);
        assertThat(call.endedBy(edge)).isEqualTo(By.TIME);
    }

    @Test
    void one_nobody_ever_heard_of_is_unknown_by_then() {
        var edge = BEGAN.plus(Duration.ofMinutes(2));
        assertThat(ours().outcome(edge)).isEqualTo(Outcome.UNKNOWN);
        assertThat(theirs().outcome(edge)).isEqualTo(Outcome.MISSED);
    }

    @Test
    void a_connected_call_is_over_a_day_after_it_was_picked_up() {
        var pickedUp = BEGAN.plusSeconds(10);
        var call = ours(Fact.TOLD).and(Fact.ACCEPTED, pickedUp);
        var edge = pickedUp.plus(Duration.ofHours(24));
        assertThat(call.state(edge.minusSeconds(1))).isEqualTo(State.CONNECTED);
        assertThat(call.outcome(edge)).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void a_pick_up_that_is_told_late_brings_back_what_was_over_by_time_alone() {
        var call = ours(Fact.TOLD);
        var late = BEGAN.plus(Duration.ofMinutes(3));
        assertThat(call.state(late)).isEqualTo(State.ENDED);
        assertThat(call.and(Fact.ACCEPTED, BEGAN.plusSeconds(20)).state(late))
                .isEqualTo(State.CONNECTED);
    }

    @Test
    void the_start_that_is_told_at_the_end_is_the_exact_one() {
        var call =
                ours(Fact.TOLD)
                        .and(Fact.ACCEPTED, BEGAN.plusSeconds(14))
                        .and(Fact.STARTED, BEGAN.plusSeconds(11))
                        .and(Fact.TERMINATED, BEGAN.plusSeconds(41))
                        .lasting(30);
        assertThat(call.pickedUp()).isEqualTo(BEGAN.plusSeconds(11));
    }

    @Test
    void without_a_start_it_is_reckoned_from_the_end() {
        var call = ours(Fact.TOLD).and(Fact.TERMINATED, BEGAN.plusSeconds(41)).lasting(30);
        assertThat(call.pickedUp()).isEqualTo(BEGAN.plusSeconds(11));
        assertThat(call.outcome(SOON)).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void another_call_with_the_person_makes_it_busy() {
        var refused = ours(Fact.REFUSED).because(new Course.Cause(138_003, "in progress"));
        assertThat(refused.outcome(SOON)).isEqualTo(Outcome.BUSY);
    }

    @Test
    void one_abandoned_after_all_the_time_there_is_was_not_answered() {
        var bound = BEGAN.plus(Duration.ofMinutes(2));
        assertThat(ours(Fact.TOLD).and(Fact.ABANDONED, bound).outcome(bound))
                .isEqualTo(Outcome.UNANSWERED);
        assertThat(ours(Fact.TOLD).and(Fact.ABANDONED, bound.minusSeconds(1)).outcome(bound))
                .isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void what_was_not_nearly_picked_up_is_rejected_and_else_terminated() {
        assertThat(theirs(Fact.CLAIMED).toBeRejected()).isTrue();
        assertThat(theirs(Fact.CLAIMED, Fact.ANSWERING).toBeRejected()).isFalse();
        assertThat(ours(Fact.TOLD).toBeRejected()).isFalse();
    }

    @Test
    void who_ended_it_is_told() {
        assertThat(ours(Fact.TOLD, Fact.HUNG_UP, Fact.TERMINATED).endedBy(SOON)).isEqualTo(By.US);
        assertThat(ours(Fact.TOLD, Fact.TERMINATED).endedBy(SOON)).isEqualTo(By.PERSON);
        assertThat(ours(Fact.TOLD, Fact.REJECTED).endedBy(SOON)).isEqualTo(By.PERSON);
        assertThat(theirs(Fact.REJECTED).endedBy(SOON)).isEqualTo(By.US);
        assertThat(ours(Fact.REFUSED).endedBy(SOON)).isEqualTo(By.META);
    }

    private static String after(Course course, Fact fact) {
        var after = course.and(fact, BEGAN.plusSeconds(30));
        var outcome = after.outcome(SOON);
        return outcome == null ? after.state(SOON).word() : outcome.word();
    }

    private static Course ours(Fact... facts) {
        return with(Course.unknown(false).and(Fact.DIALLED, BEGAN), facts);
    }

    private static Course theirs(Fact... facts) {
        return with(
                Course.unknown(true)
                        .and(Fact.TOLD, BEGAN)
                        .and(Fact.CONNECTED, BEGAN)
                        .and(Fact.RINGING, BEGAN),
                facts);
    }

    private static Course with(Course course, Fact... facts) {
        var all = course;
        for (var fact : facts) {
            all = all.and(fact, BEGAN.plusSeconds(1 + Arrays.asList(facts).indexOf(fact)));
        }
        return all;
    }

    private static Course course(boolean incoming, int set) {
        var course = Course.unknown(incoming);
        for (var fact : Fact.values()) {
            if ((set >> fact.ordinal() & 1) == 1) {
                course = course.and(fact, BEGAN.plusSeconds(fact.ordinal()));
            }
        }
        return course;
    }

    /** Words about one call, some of which contradict each other a little. */
    private static List<Course> words(Random random) {
        var words = new ArrayList<Course>();
        var count = 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            var fact = Fact.values()[random.nextInt(Fact.values().length)];
            words.add(
                    new Course(
                            true,
                            random.nextInt(3) == 0 ? null : "wacid." + random.nextInt(2),
                            Map.of(fact, BEGAN.plusSeconds(random.nextInt(20))),
                            random.nextInt(4) == 0 ? random.nextInt(60) : null,
                            random.nextInt(4) == 0
                                    ? new Course.Cause(138_019 + random.nextInt(3), "x")
                                    : null));
        }
        return words;
    }

    private static Course together(List<Course> words) {
        var all = Course.unknown(true);
        for (var word : words) {
            all = all.and(word);
        }
        return all;
    }
}
