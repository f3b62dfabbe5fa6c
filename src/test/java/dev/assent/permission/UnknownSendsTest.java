package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.contact.Contact;
import dev.assent.rules.Limit;
import dev.assent.rules.RequestLife.Status;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.util.Map;

/** Meta did not answer in time, or with a fault: whether the person was asked nobody knows. */
@PermissionTest
class UnknownSendsTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;

    private Scene lotus;
    private Contact contact;

    @BeforeEach
    void somebody_wrote() {
        moods.calm();
        lotus = Scene.lotus(application);
        contact = lotus.writer();
    }

    @AfterEach
    void calm() {
        moods.calm();
    }

    @Test
    void one_that_got_no_answer_waits_and_counts() {
        ask("TIMEOUT", false);
        assertThat(request().status()).isEqualTo(Status.UNKNOWN);
        assertThat(request().messageId()).isNull();
        assertThat(standing()).isInstanceOf(Standing.Pending.class);
        assertThat(lotus.sheet(contact).position().askLimits())
                .extracting(Limit::used)
                .containsExactly(1, 1);
        assertThat(lotus.ask(contact)).isInstanceOf(Asked.Forbidden.class);
        assertThat(lotus.requests(contact)).hasSize(1);
    }

    @Test
    void the_echo_of_our_attempt_tells_that_it_was_sent() {
        moods.silent();
        ask("TIMEOUT", true);
        assertThat(request().status()).isEqualTo(Status.UNKNOWN);
        moods.calm();
        await().until(() -> request().status() == Status.DELIVERED);
        assertThat(request().messageId()).startsWith("wamid.");
        assertThat(standing()).isInstanceOf(Standing.Pending.class);
        lotus.phone(contact, "reply", Map.of("choice", "allow"));
        await().until(() -> request().status() == Status.ACCEPTED);
        assertThat(standing()).isInstanceOf(Standing.Granted.class);
    }

    @Test
    void the_echo_of_a_failure_gives_the_quota_back() {
        ask("SERVER_ERROR", false);
        assertThat(request().errorCode()).isEqualTo(-500);
        lotus.hear(
                new Notice.MessageStatus(
                        Scene.wamid(),
                        Scene.person(contact),
                        time.instant(),
                        Notice.Delivery.FAILED,
                        request().id(),
                        null));
        assertThat(request().status()).isEqualTo(Status.FAILED);
        assertThat(standing()).isEqualTo(new Standing.NotRequested());
        assertThat(lotus.ask(contact)).isInstanceOf(Asked.Sent.class);
    }

    @Test
    void a_reply_to_a_message_we_do_not_know_resolves_the_only_one() {
        ask("SERVER_ERROR", false);
        lotus.hear(accept(Scene.wamid()));
        assertThat(request().status()).isEqualTo(Status.ACCEPTED);
        assertThat(standing()).isInstanceOf(Standing.Granted.class);
    }

    @Test
    void the_echo_of_somebody_elses_attempt_resolves_nothing() {
        ask("SERVER_ERROR", false);
        lotus.hear(
                new Notice.MessageStatus(
                        Scene.wamid(),
                        Scene.person(contact),
                        time.instant(),
                        Notice.Delivery.DELIVERED,
                        Id.fresh(),
                        null));
        assertThat(request().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void it_expires_at_its_second_a_week_after() {
        ask("TIMEOUT", false);
        var asked = request().moment();
        assertThat(request().expiresAt()).isEqualTo(asked.plus(Duration.ofDays(7)));
        time.moveTo(asked.plus(Duration.ofDays(7)).minusSeconds(1));
        assertThat(standing()).isInstanceOf(Standing.Pending.class);
        assertThat(request().status(time.instant())).isEqualTo(Status.UNKNOWN);
        time.moveTo(asked.plus(Duration.ofDays(7)));
        assertThat(standing()).isEqualTo(new Standing.NotRequested());
        assertThat(request().status(time.instant())).isEqualTo(Status.EXPIRED);
        await().until(() -> request().status() == Status.EXPIRED);
    }

    @Test
    void it_counts_a_day_to_the_second() {
        ask("TIMEOUT", false);
        var over = request().moment().plus(Duration.ofHours(24));
        time.moveTo(over.minusSeconds(1));
        assertThat(lotus.sheet(contact).mayAsk())
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.decisive().clearsAt()).isEqualTo(over));
        time.moveTo(over);
        assertThat(lotus.sheet(contact).mayAsk().allowed()).isTrue();
    }

    private void ask(String failure, boolean done) {
        moods.fail(failure, 131_000, "messages", 1, done);
        assertThat(lotus.ask(contact)).isInstanceOf(Asked.Unknown.class);
    }

    private Notice accept(String answers) {
        return new Notice.PermissionReply(
                Scene.wamid(),
                Scene.person(contact),
                time.instant(),
                true,
                false,
                null,
                false,
                answers);
    }

    private Standing standing() {
        return lotus.sheet(contact).position().standing();
    }

    private Request request() {
        return lotus.requests(contact).getFirst();
    }
}
