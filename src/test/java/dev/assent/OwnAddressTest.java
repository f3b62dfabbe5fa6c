package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.mock.env.MockEnvironment;

import java.net.InetAddress;

class OwnAddressTest {

    private final MockEnvironment environment = new MockEnvironment();

    @BeforeEach
    void start() {
        var conversion = new DefaultConversionService();
        conversion.addConverter(String.class, InetAddress.class, InetAddress::ofLiteral);
        environment.setConversionService(conversion);
        new OwnAddress().postProcessEnvironment(environment, new SpringApplication());
    }

    @Test
    void it_is_not_known_before_the_application_listens() {
        assertThat(environment.getProperty("assent.own-url")).isNull();
    }

    @Test
    void without_an_address_it_is_this_machine() {
        environment.setProperty("local.server.port", "8123");
        assertThat(environment.getProperty("assent.own-url")).isEqualTo("http://127.0.0.1:8123");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, http://127.0.0.1:8123",
        "127.0.0.1, http://127.0.0.1:8123",
        "192.168.7.7, http://192.168.7.7:8123",
        "::1, 'http://[0:0:0:0:0:0:0:1]:8123'"
    })
    void it_is_where_the_application_listens(String listens, String url) {
        environment.setProperty("local.server.port", "8123");
        environment.setProperty("server.address", listens);
        assertThat(environment.getProperty("assent.own-url")).isEqualTo(url);
    }
}
