package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

class TokenTest {

    private final Token token = Token.fresh();

    @Test
    void nobody_guesses_it() {
        assertThat(token.text()).hasSize(43).isNotEqualTo(Token.fresh().text());
    }

    @Test
    void it_is_kept_as_its_hash() throws Exception {
        var text = token.text().getBytes(StandardCharsets.UTF_8);
        assertThat(token.hash()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(text));
    }

    @Test
    void it_does_not_show_itself() {
        assertThat(token.toString()).doesNotContain(token.text());
    }
}
