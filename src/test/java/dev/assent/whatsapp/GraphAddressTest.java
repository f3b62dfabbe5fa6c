package dev.assent.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

import java.time.Duration;

class GraphAddressTest {

    private final MockEnvironment environment =
            new MockEnvironment().withProperty("assent.own-url", "http://127.0.0.1:8123");

    @ParameterizedTest
    @CsvSource({
        "https://graph.facebook.com/v26.0, https://graph.facebook.com/v26.0",
        "' https://graph.facebook.com/v26.0/ ', https://graph.facebook.com/v26.0",
        "http://localhost:9000/graph, http://localhost:9000/graph"
    })
    void what_is_configured_wins(String configured, String base) {
        environment.setProperty("assent.demo", "true");
        assertThat(address(configured).base()).hasToString(base);
        assertThat(address(configured).isSimulated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void nothing_configured_is_meta_herself(String blank) {
        assertThat(address(blank).base()).hasToString("https://graph.facebook.com/v26.0");
        assertThat(address(null).base()).hasToString("https://graph.facebook.com/v26.0");
    }

    @Test
    void in_demo_mode_nothing_configured_is_the_simulator() {
        environment.setProperty("assent.demo", "true");
        assertThat(address(null).base()).hasToString("http://127.0.0.1:8123/simulator/graph/v26.0");
        assertThat(address(null).isSimulated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "graph.facebook.com/v26.0",
                "ftp://graph.facebook.com",
                "https:///v26.0",
                "https://graph.facebook.com/v26.0?x=1"
            })
    void what_is_no_address_stops_the_start(String configured) {
        assertThatThrownBy(() -> address(configured))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ASSENT_WHATSAPP_GRAPH_URL");
    }

    private GraphAddress address(String configured) {
        return new GraphAddress(
                new GraphProperties(configured, Duration.ofSeconds(2), Duration.ofSeconds(10)),
                environment);
    }
}
