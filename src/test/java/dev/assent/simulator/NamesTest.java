package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Stream;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"US", "IN", "DE", "GB", "NG", "BR", "CA", "KZ"})
    void a_number_made_for_a_country_belongs_to_it(String country) {
        assertThat(Stream.generate(() -> Names.someNumber(country)).limit(200))
                .allSatisfy(digits -> assertThat(Names.country(digits)).isEqualTo(country));
    }
}
