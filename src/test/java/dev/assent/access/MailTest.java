package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.assent.AnotherNode;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Secrets;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

@AccessTest
class MailTest {

    @Autowired Mail mail;
    @Autowired Mailbox mailbox;
    @Autowired Secrets secrets;
    @Autowired @Control JdbcClient control;
    @Autowired @Control TransactionTemplate transactions;

    private final String to = Id.fresh() + "@letters.example";

    @Test
    void a_letter_arrives_without_anybody_waiting_for_it() {
        mail.send(to, "Hello", "Grüße aus 東京");
        mailbox.await(to, 1);
        assertThat(mailbox.to(to)).containsExactly(new Letter(to, "Hello", "Grüße aus 東京"));
    }

    @Test
    void a_letter_of_a_transaction_that_failed_is_never_sent() {
        assertThatThrownBy(() ->
                        transactions.executeWithoutResult(status -> {
                            mail.send(to, "Hello", "It never happened");
                            throw new IllegalStateException("changed my mind");
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(waiting(to)).isZero();
    }

    @Test
    void a_letter_lies_sealed_until_it_is_sent() {
        transactions.executeWithoutResult(status -> {
            mail.send(to, "Hello", "a secret link");
            var stored =
                    control.sql("select sealed_text from mail_outbox where recipient = ?")
                            .param(to)
                            .query(byte[].class)
                            .single();
            assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
            status.setRollbackOnly();
        });
    }

    @Test
    void a_letter_that_is_not_taken_is_tried_again_later_and_given_up_in_the_end() {
        var farFuture = Instant.parse("2126-01-01T00:00:00Z");
        var clock = new Instant[] {farFuture};
        var tries = new ArrayList<Duration>();
        try (var round =
                round(
                        clock,
                        letter -> {
                            tries.add(Duration.between(farFuture, clock[0]));
                            throw new IOException("the mail server is away");
                        })) {
            sendAt(farFuture);
            for (int hours = 0; hours < 60; hours++) {
                round.round();
                round.round();
                clock[0] = clock[0].plus(Duration.ofHours(1));
            }
            assertThat(tries).hasSize(MailRound.MOST_TRIES);
            assertThat(waiting(to)).isEqualTo(1);
            assertThat(
                            control.sql("select given_up from mail_outbox where recipient = ?")
                                    .param(to)
                                    .query(Boolean.class)
                                    .single())
                    .isTrue();
        }
    }

    @Test
    void pauses_grow_and_stay_below_six_hours() {
        assertThat(List.of(1, 2, 3, 4).stream().map(MailRound::pause))
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 20L, 80L, 320L);
        assertThat(MailRound.pause(9)).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void a_letter_claimed_by_a_node_that_died_is_sent_by_another() {
        var farFuture = Instant.parse("2127-01-01T00:00:00Z");
        var clock = new Instant[] {farFuture};
        var sent = new ArrayList<Letter>();
        try (var dead = round(clock, sent::add);
                var alive = round(clock, sent::add)) {
            sendAt(farFuture);
            assertThat(dead.claim()).hasSize(1);
            alive.round();
            assertThat(sent).isEmpty();
            clock[0] = farFuture.plus(MailRound.CLAIM);
            alive.round();
            assertThat(sent).extracting(Letter::to).containsExactly(to);
            assertThat(waiting(to)).isZero();
        }
    }

    @Test
    void a_mail_server_is_spoken_to_by_smtp() throws Exception {
        try (var server = new FakeMailServer()) {
            new SmtpPostman(
                            URI.create(
                                    "smtp://asha%40lotus:pass%2Fword@127.0.0.1:" + server.port()),
                            () -> "Assent <no-reply@assent.example>")
                    .deliver(new Letter("asha@lotus.example", "Grüße", "Your link: https://x"));
            assertThat(server.heard())
                    .contains(
                            "MAIL FROM:<no-reply@assent.example>",
                            "RCPT TO:<asha@lotus.example>",
                            "To: asha@lotus.example",
                            "Your link: https://x")
                    .anySatisfy(line -> assertThat(line).startsWith("AUTH "));
        }
    }

    @Test
    void a_mail_server_that_is_away_is_told_as_such() {
        var nobody = new SmtpPostman(URI.create("smtp://127.0.0.1:1"), () -> "a@b.example");
        assertThatThrownBy(() -> nobody.deliver(new Letter(to, "Hello", "Hello")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void demo_mode_hands_letters_to_the_simulator() throws Exception {
        var bodies = new LinkedBlockingQueue<String>();
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/simulator/mail",
                exchange -> {
                    bodies.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        try {
            var port = String.valueOf(server.getAddress().getPort());
            new SimulatorPostman(
                            new MockEnvironment()
                                    .withProperty("assent.own-url", "http://127.0.0.1:" + port),
                            RestClient.builder())
                    .deliver(new Letter(to, "Hello", "Your link"));
            assertThat(bodies.poll(5, TimeUnit.SECONDS))
                    .isEqualTo(
                            """
                            {"to":"%s","subject":"Hello","text":"Your link"}\
                            """
                                    .formatted(to));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void without_a_mail_server_production_does_not_start_and_says_why() {
        assertThatThrownBy(() -> AnotherNode.startInProduction(AccessTest.OWN_SCHEMAS))
                .hasStackTraceContaining("ASSENT_SMTP_URL is not set");
    }

    private MailRound round(Instant[] clock, Postman postman) {
        return new MailRound(control, transactions, secrets, postman, () -> clock[0]);
    }

    /** Far enough in the future that the running application leaves it alone. */
    private void sendAt(Instant moment) {
        new Mail(control, secrets, () -> moment).send(to, "Hello", "Hello");
    }

    private int waiting(String to) {
        return control.sql("select count(*) from mail_outbox where recipient = ?")
                .param(to)
                .query(Integer.class)
                .single();
    }
}
