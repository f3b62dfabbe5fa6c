package dev.assent.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableLabelTest {

    @ParameterizedTest
    @CsvSource({
        "first_name, First name",
        "day, Day",
        "_day_, Day",
        "X, X",
        "1, Value 1",
        "_, Value _",
        "__, Value __",
        "1_2, Value 1_2"
    })
    void a_variable_is_called_by_its_words(String variable, String label) {
        assertThat(VariableLabel.of(variable)).isEqualTo(label);
    }
}
