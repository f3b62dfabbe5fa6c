package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class DemoModeTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void what_shows_pages_without_sign_in_listens_to_this_machine_alone() {
        start();
        assertThat(environment.getProperty("assent.demo")).isEqualTo("true");
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
    }

    @Test
    void whoever_wants_others_to_see_the_demo_says_so() {
        environment.setProperty("server.address", "192.168.7.7");
        start();
        assertThat(environment.getProperty("server.address")).isEqualTo("192.168.7.7");
    }

    @Test
    void with_a_database_of_ones_own_it_is_no_demo_and_no_secret_is_known() {
        environment.setProperty("assent.db.url", "jdbc:mysql://db:3306/");
        start();
        assertThat(environment.getProperty("assent.demo")).isEqualTo("false");
        assertThat(environment.getProperty("assent.whatsapp.app-secret")).isNull();
        assertThat(environment.getProperty("assent.whatsapp.verify-token")).isNull();
    }

    private void start() {
        new DemoMode().postProcessEnvironment(environment, new SpringApplication());
    }
}
