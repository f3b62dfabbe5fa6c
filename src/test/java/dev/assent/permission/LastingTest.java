package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class LastingTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT59S, 59 s",
        "PT60S, 1 min",
        "PT3M10S, 3 min 10 s",
        "PT59M59S, 59 min 59 s",
        "PT1H, 1 h",
        "PT1H2M3S, 1 h 2 min"
    })
    void a_time_is_told_by_its_two_largest_parts_and_never_by_a_zero(
            Duration duration, String words) {
        assertThat(Lasting.words(duration)).isEqualTo(words);
    }
}
