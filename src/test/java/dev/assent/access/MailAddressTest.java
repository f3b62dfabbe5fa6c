package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asha@lotus.example",
                "Asha.Kulkarni+test@Lotus.Example",
                "o'neil@lotus.co.uk",
                "_@a-b.example",
                "asha@b\u00fccher.example"
            })
    void these_are_addresses(String typed) {
        assertThat(MailAddress.read(typed)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "asha",
                "@lotus.example",
                "asha@",
                "asha@localhost",
                "asha@lotus..example",
                "asha@-lotus.example",
                "asha@lotus.example.",
                "as ha@lotus.example",
                "asha@lotus.example\nbcc: eve@evil.example",
                "asha@lotus.example,eve@evil.example",
                "<asha@lotus.example>",
                ".asha@lotus.example",
                "\u00e4sha@lotus.example",
                "\u0430sha@lotus.example"
            })
    void these_are_not(String typed) {
        assertThat(MailAddress.read(typed)).isEmpty();
    }

    @Test
    void one_address_is_written_in_one_way() {
        assertThat(new MailAddress(" Asha@B\u00dcCHER.example ").value())
                .isEqualTo("asha@xn--bcher-kva.example");
    }

    @Test
    void an_address_has_254_characters_at_most() {
        var local = "a".repeat(254 - "@lotus.example".length());
        assertThat(MailAddress.read(local + "@lotus.example")).isPresent();
        assertThat(MailAddress.read(local + "a@lotus.example")).isEmpty();
    }
}
