package dev.assent.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class MomentsTest {

    @ParameterizedTest
    @CsvSource({
        "P7D, 7 d",
        "P6DT23H59M59S, 6 d 23 h",
        "P1D, 1 d",
        "PT23H59M59S, 23 h 59 min",
        "PT2H14M, 2 h 14 min",
        "PT1H, 1 h",
        "PT59M59S, 59 min",
        "PT1M, 1 min",
        "PT59S, 59 s",
        "PT0S, 0 s",
        "PT-5S, 0 s"
    })
    void what_is_left_is_told_in_its_two_largest_units(Duration left, String words) {
        assertThat(Moments.words(left)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "PT94H59M54S, 3 d 22 h",
        "PT24H1S, 1 d",
        "PT24H, 1 d",
        "PT23H59M59S, 23:59:59",
        "PT9M5S, 0:09:05",
        "PT0S, 0:00:00",
        "PT-5S, 0:00:00"
    })
    void a_clock_tells_seconds_when_it_is_less_than_a_day(Duration left, String clock) {
        assertThat(Moments.clock(left)).isEqualTo(clock);
    }
}
