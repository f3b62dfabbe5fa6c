package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Meera|Meera",
                "a,b|~\"a,b\"~",
                "say \"so\"|~\"say \"\"so\"\"\"~",
                "=1+1|'=1+1",
                "@sum|'@sum",
                "-1+cmd|'-1+cmd",
                "+1+cmd|'+1+cmd",
                "+91 98860 21144|+91 98860 21144",
                "+919886021144|+919886021144"
            })
    void no_cell_acts_as_a_formula(String text, String cell) {
        assertThat(Csv.cell(text)).isEqualTo(cell);
    }

    @Test
    void lines_and_tabs_stay_inside_their_cell() {
        assertThat(Csv.cell("one\ntwo")).isEqualTo("\"one\ntwo\"");
        assertThat(Csv.cell("\t=1")).isEqualTo("'\t=1");
        assertThat(Csv.cell("")).isEmpty();
    }
}
