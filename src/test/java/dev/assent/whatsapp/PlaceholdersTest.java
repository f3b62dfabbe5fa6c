package dev.assent.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class PlaceholdersTest {

    @Test
    void variables_are_named_once_in_their_order() {
        assertThat(
                        Placeholders.in(
                                "Hi {{first_name}}, {{ shop }} and {{first_name}} {{2}} {{}} {x}"))
                .containsExactly("first_name", "shop", "2");
        assertThat(Placeholders.in("Hello")).isEmpty();
    }

    @Test
    void a_text_is_read_with_its_values_filled_in() {
        assertThat(
                        Placeholders.fill(
                                "Hi {{name}}, {{ name }}!", Map.of("name", "Asha $1 \\ {{x}}")))
                .isEqualTo("Hi Asha $1 \\ {{x}}, Asha $1 \\ {{x}}!");
        assertThat(Placeholders.fill("Hi {{name}}", Map.of())).isEqualTo("Hi {{name}}");
    }
}
