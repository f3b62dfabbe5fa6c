package dev.assent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.rules.Histories.History;
import dev.assent.rules.Verdict.Code;
import dev.assent.rules.Verdict.Reason;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What a position promises about later, on random histories to which nothing is added. */
class TimePassesTest {

    @Test
    void a_reason_is_there_until_one_second_before_it_clears_and_gone_when_it_does() {
        Histories.forEach(history -> {
            promisesHold(history, position -> position.mayCall(Pair.IN_INDIA));
            promisesHold(
                    history, position -> position.mayAsk(Pair.IN_INDIA, Situation.Asking.SOMEHOW));
        });
    }

    private static void promisesHold(History history, Function<Position, Verdict> question) {
        for (var reason : reasons(question.apply(position(history, history.now())))) {
            var clearsAt = reason.clearsAt();
            if (clearsAt == null) {
                continue;
            }
            assertThat(clearsAt).isAfter(history.now());
            var before = question.apply(position(history, clearsAt.minusSeconds(1)));
            assertThat(reasons(before))
                    .as("one second before %s clears", reason)
                    // Meta's word is told only where no reason of ours says the same (8.5).
                    .anyMatch(it -> same(it, reason) || reason.code() == Code.REFUSED_BY_META);
            assertThat(reasons(question.apply(position(history, clearsAt))))
                    .as("when %s clears", reason)
                    .noneMatch(it -> it.code() == reason.code() && it.clearsAt() != null);
        }
    }

    private static boolean same(Reason one, Reason other) {
        return one.code() == other.code() && other.clearsAt().equals(one.clearsAt());
    }

    @Test
    void a_limit_is_reached_until_one_second_before_its_reset_and_not_when_it_comes() {
        Histories.forEach(history -> {
            limitsHold(history, Position::askLimits);
            limitsHold(history, position -> position.callLimits().subList(0, 1));
        });
    }

    private static void limitsHold(History history, Function<Position, List<Limit>> limits) {
        var now = limits.apply(position(history, history.now()));
        for (var place = 0; place < now.size(); place++) {
            var resetsAt = now.get(place).resetsAt();
            assertThat(resetsAt != null).isEqualTo(now.get(place).reached());
            if (resetsAt != null) {
                var before = position(history, resetsAt.minusSeconds(1));
                assertThat(limits.apply(before).get(place).reached()).isTrue();
                var then = position(history, resetsAt);
                assertThat(limits.apply(then).get(place).reached()).isFalse();
            }
        }
    }

    @Test
    void nothing_that_shows_changes_before_changesAt_and_something_does_then() {
        Histories.forEach(history -> {
            var position = position(history, history.now());
            var changesAt = position.changesAt();
            if (changesAt == null) {
                var year = position(history, history.now().plus(Pair.DAY.multipliedBy(365)));
                assertThat(shown(year)).isEqualTo(shown(position));
                return;
            }
            assertThat(changesAt).isAfter(history.now());
            assertThat(shown(position(history, changesAt.minusSeconds(1))))
                    .isEqualTo(shown(position));
            assertThat(shown(position(history, changesAt))).isNotEqualTo(shown(position));
        });
    }

    /** The standing, and what became of requests and calls. */
    private static List<Object> shown(Position position) {
        return List.of(position.standing(), position.requests(), position.calls());
    }

    private static Position position(History history, Instant now) {
        return Position.of(history.policy(), history.happenings(), now);
    }

    private static List<Reason> reasons(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed _ -> List.of();
            case Verdict.Refused refused -> refused.reasons();
        };
    }
}
