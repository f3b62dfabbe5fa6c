package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentTest;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.time.Duration;

@AssentTest
class DemoMailTest {

    @Autowired Mail mail;
    @LocalServerPort int port;

    @Test
    void in_demo_mode_mail_is_read_in_the_simulator() {
        var visitor = new Visitor(port, "198.18.255.1");
        var subject = "Letter " + Id.fresh();
        mail.send("asha@lotus.example", subject, "Hello");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(visitor.page("/simulator/mail").body()).contains(subject));
    }
}
