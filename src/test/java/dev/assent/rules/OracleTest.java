package dev.assent.rules;

import static org.assertj.core.api.Assertions.fail;

import dev.assent.rules.Histories.History;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Holds the rules against the oracle on random histories, always the same ones. {@code
 * -Doracle.histories=100000} tries more of them.
 */
class OracleTest {

    private static final long HISTORIES = Long.getLong("oracle.histories", 2_000);

    @Test
    void a_position_answers_as_the_oracle_does() {
        forEachHistory(
                history -> Answers.ofPosition(history).differences(Answers.ofOracle(history)));
    }

    @Test
    void late_repeated_and_shuffled_happenings_give_the_position_of_the_tidy_stream() {
        forEachHistory(history ->
                Answers.ofPosition(history).differences(Answers.ofPosition(history.tidy())));
    }

    private static void forEachHistory(Function<History, List<String>> differences) {
        LongStream.rangeClosed(1, HISTORIES)
                .parallel()
                .mapToObj(Histories::of)
                .filter(history -> !differences.apply(history).isEmpty())
                .findFirst()
                .ifPresent(history -> {
                    var small = history.smallest(it -> !differences.apply(it).isEmpty());
                    fail(small + "\n" + String.join("\n", differences.apply(small)));
                });
    }
}
