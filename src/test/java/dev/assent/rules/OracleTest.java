package dev.assent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Holds the rules against the oracle, and against themselves, on random histories. */
class OracleTest {

    @Test
    void a_position_answers_as_the_oracle_does() {
        Histories.forEach(history ->
                assertThat(Answers.ofPosition(history).differences(Answers.ofOracle(history)))
                        .isEmpty());
    }

    @Test
    void late_repeated_and_shuffled_happenings_give_the_position_of_the_tidy_stream() {
        Histories.forEach(history ->
                assertThat(
                                Answers.ofPosition(history)
                                        .differences(Answers.ofPosition(history.tidy())))
                        .isEmpty());
    }
}
