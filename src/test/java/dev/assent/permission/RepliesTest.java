package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.contact.Contact;
import dev.assent.rules.RequestLife.Status;
import dev.assent.rules.Standing;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What people answer, on their phones and by webhook. */
@PermissionTest
class RepliesTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;

    private Scene lotus;
    private Contact contact;

    @BeforeEach
    void somebody_was_asked() {
        moods.calm();
        lotus = Scene.lotus(application);
        contact = lotus.writer();
        assertThat(lotus.ask(contact)).isInstanceOf(Asked.Sent.class);
    }

    @Test
    void to_allow_grants_for_seven_days() {
        reply("allow");
        assertThat(standing())
                .isEqualTo(
                        new Standing.Granted(
                                time.instant(),
                                time.instant().plus(Duration.ofDays(7)),
                                Standing.Source.REQUEST));
        assertThat(request().status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void to_allow_always_grants_for_good() {
        reply("always");
        assertThat(standing())
                .isEqualTo(new Standing.Granted(time.instant(), null, Standing.Source.REQUEST));
        assertThat(request().status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void to_decline_grants_nothing() {
        reply("decline");
        assertThat(standing()).isEqualTo(new Standing.Declined(time.instant()));
        assertThat(request().status()).isEqualTo(Status.DECLINED);
        assertThat(lotus.sheet(contact).mayCall().allowed()).isFalse();
    }

    @Test
    void to_revoke_in_the_profile_ends_it_at_once() {
        reply("always");
        time.advance(Duration.ofHours(1));
        lotus.phone(contact, "profile", Map.of("permission", "revoke"));
        await().until(() -> standing() instanceof Standing.Revoked);
        assertThat(standing()).isEqualTo(new Standing.Revoked(time.instant(), Standing.By.USER));
        assertThat(lotus.sheet(contact).mayCall().allowed()).isFalse();
        assertThat(request().status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void to_allow_always_in_the_profile_needs_no_request() {
        var other = lotus.writer();
        lotus.phone(other, "profile", Map.of("permission", "always"));
        await().until(() -> lotus.sheet(other).position().standing() instanceof Standing.Granted);
        assertThat(lotus.sheet(other).position().standing())
                .isEqualTo(new Standing.Granted(time.instant(), null, Standing.Source.PROFILE));
        assertThat(lotus.requests(other)).isEmpty();
    }

    @Test
    void a_reply_that_tells_no_end_lasts_seven_days() {
        lotus.hear(accept(null));
        assertThat(((Standing.Granted) standing()).until())
                .isEqualTo(time.instant().plus(Duration.ofDays(7)));
    }

    @Test
    void metas_end_wins() {
        lotus.hear(accept(time.instant().plusSeconds(90)));
        assertThat(((Standing.Granted) standing()).until())
                .isEqualTo(time.instant().plusSeconds(90));
    }

    @Test
    void how_far_a_request_came_is_told_by_webhook() {
        await().until(() -> request().status() == Status.DELIVERED);
        lotus.phone(contact, "read", Map.of());
        await().until(() -> request().status() == Status.READ);
        assertThat(standing()).isInstanceOf(Standing.Pending.class);
    }

    @Test
    void a_request_expires_at_its_second_without_any_webhook() {
        await().until(() -> request().status() == Status.DELIVERED);
        var end = request().expiresAt();
        assertThat(end).isEqualTo(time.instant().plus(Duration.ofDays(7)));
        time.moveTo(end.minusSeconds(1));
        assertThat(standing()).isInstanceOf(Standing.Pending.class);
        time.moveTo(end);
        assertThat(standing()).isEqualTo(new Standing.NotRequested());
        await().until(() -> request().status() == Status.EXPIRED);
    }

    private Notice accept(Instant until) {
        return new Notice.PermissionReply(
                Scene.wamid(),
                Scene.person(contact),
                time.instant(),
                true,
                false,
                until,
                false,
                request().messageId());
    }

    private void reply(String choice) {
        lotus.phone(contact, "reply", Map.of("choice", choice));
        await().until(() -> !request().status().open());
    }

    private Standing standing() {
        return lotus.sheet(contact).position().standing();
    }

    private Request request() {
        return lotus.requests(contact).getFirst();
    }
}
