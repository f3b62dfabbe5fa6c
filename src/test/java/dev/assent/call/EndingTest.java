package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class EndingTest {

    @Test
    void every_outcome_in_either_direction_is_told_in_a_word() {
        for (var incoming : new boolean[] {true, false}) {
            assertThat(Ending.of(null, incoming)).isEqualTo(Ending.RUNNING);
            for (var outcome : Outcome.values()) {
                assertThat(Ending.word(outcome, incoming)).isNotBlank();
                assertThat(Ending.of(outcome, incoming)).isNotEqualTo(Ending.RUNNING);
            }
        }
        assertThat(Ending.of(Outcome.REJECTED, true)).isEqualTo(Ending.MISSED);
        assertThat(Ending.of(Outcome.REJECTED, false)).isEqualTo(Ending.NOT_REACHED);
    }

    @Test
    void what_addresses_say_is_understood() {
        assertThat(Arrays.stream(Ending.values()).map(Ending::key).map(Ending::ofKey))
                .extracting(ending -> ending.orElseThrow())
                .containsExactly(Ending.values());
        assertThat(Ending.ofKey("nonsense")).isEmpty();
        assertThat(Tag.ofKey("wrong_person")).contains(Tag.WRONG_PERSON);
        assertThat(Tag.ofKey(null)).isEmpty();
    }
}
