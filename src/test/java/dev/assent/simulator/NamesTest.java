package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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

    @Test
    void who_is_known_by_a_number_only_is_called_by_all_of_it() {
        var nameless = Phone.of("919812300001", "+91 98123 00001");
        assertThat(nameless.firstName()).isEqualTo("+91 98123 00001");
        assertThat(Phone.of("919812300001", "919812300001").title()).isEqualTo("+91 98123 00001");
        assertThat(Phone.of("919812300001", " ").firstName()).isEqualTo("+91 98123 00001");
        assertThat(nameless.named()).isFalse();
        var farah = Phone.of("919812300001", "Farah Siddiqui");
        assertThat(farah.firstName()).isEqualTo("Farah");
        assertThat(farah.title()).isEqualTo("Farah Siddiqui");
        assertThat(Phone.of("919812300001", "007 Bond").named()).isTrue();
    }
}
