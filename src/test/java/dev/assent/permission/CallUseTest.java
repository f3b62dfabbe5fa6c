package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.rules.Happening;
import dev.assent.rules.Policy;
import dev.assent.rules.Position;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class CallUseTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant GRANTED = NOW.minus(Duration.ofDays(6));

    private final List<Happening> ledger = new ArrayList<>();

    @Test
    void the_limit_of_a_day_frees_a_call_when_the_first_leaves_the_day() {
        calls(3, NOW.minus(Duration.ofHours(3)));
        var use = use();
        assertThat(use).isEqualTo(new CallUse(3, 5, false, NOW.plus(Duration.ofHours(21))));
    }

    @Test
    void the_limit_of_a_grant_frees_none_by_time() {
        calls(32, NOW.minus(Duration.ofDays(3)));
        calls(1, NOW.minus(Duration.ofHours(3)));
        assertThat(use()).isEqualTo(new CallUse(33, 35, true, null));
    }

    @Test
    void nor_once_it_is_used_up() {
        calls(34, NOW.minus(Duration.ofDays(3)));
        calls(1, NOW.minus(Duration.ofHours(3)));
        assertThat(use()).isEqualTo(new CallUse(35, 35, true, null));
    }

    @Test
    void where_both_are_equally_near_the_one_counts_that_time_does_not_lift() {
        calls(30, NOW.minus(Duration.ofDays(3)));
        calls(5, NOW.minus(Duration.ofHours(3)));
        assertThat(use()).isEqualTo(new CallUse(35, 35, true, null));
    }

    private CallUse use() {
        ledger.add(new Happening.Accept("yes", GRANTED, null, false, false, null));
        return CallUse.of(Position.of(Policy.DOCUMENTED, ledger, NOW));
    }

    /** Connected ones of ours, one a minute, the first picked up at that moment. */
    private void calls(int number, Instant first) {
        for (var call = 0; call < number; call++) {
            var pickedUp = first.plus(Duration.ofMinutes(call));
            var id = "call " + ledger.size();
            ledger.add(new Happening.Dial(id, pickedUp.minusSeconds(5)));
            ledger.add(
                    new Happening.CallEnded(
                            id + " ended",
                            pickedUp.plusSeconds(20),
                            "wacid." + id,
                            id,
                            Happening.Direction.OUTGOING,
                            pickedUp,
                            pickedUp.plusSeconds(20),
                            20));
        }
    }
}
