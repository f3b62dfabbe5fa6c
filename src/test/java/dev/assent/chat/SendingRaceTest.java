package dev.assent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AtOnce;
import dev.assent.contact.Contact;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.util.List;
import java.util.concurrent.Callable;

/** Many who send the same at once send it once. */
@PermissionTest
class SendingRaceTest {

    private static final int THREADS = 12;

    @Autowired ApplicationContext application;
    @Autowired Sending sending;
    @Autowired Moods moods;

    private Talk talk;

    @BeforeEach
    void open() {
        moods.calm();
        talk = Talk.of(application);
    }

    @Test
    void one_identity_sends_one_message() throws Exception {
        var meera = talk.writer();
        var attempt = Id.fresh();
        var ends = atOnce(() -> sending.send(wish(attempt, meera)));
        assertThat(ends).filteredOn(Sent.Kept.class::isInstance).hasSize(1);
        assertThat(ends).filteredOn(Sent.Already.class::isInstance).hasSize(THREADS - 1);
        assertThat(talk.arrived(meera, "Only once")).isEqualTo(1);
    }

    @Test
    void one_failed_message_is_sent_again_once() throws Exception {
        var meera = talk.writer();
        moods.fail("ERROR", 131_056, "messages", 1, false);
        var failed = talk.sent(meera, "Only once");
        moods.calm();
        var ends = atOnce(() -> sending.again(wish(Id.fresh(), meera), failed.id()));
        assertThat(ends).filteredOn(Sent.Kept.class::isInstance).hasSize(1);
        assertThat(talk.arrived(meera, "Only once")).isEqualTo(1);
    }

    @Test
    void one_that_arrived_meanwhile_is_not_sent_again() {
        var meera = talk.writer();
        moods.fail("ERROR", 131_056, "messages", 1, false);
        var failed = talk.sent(meera, "Only once");
        moods.calm();
        talk.hear(talk.status(meera, failed.id(), Notice.Delivery.DELIVERED));
        var end = talk.scene.tenant.call(() -> sending.again(wish(Id.fresh(), meera), failed.id()));
        assertThat(end).isInstanceOf(Sent.Already.class);
        assertThat(talk.arrived(meera, "Only once")).isZero();
    }

    private Wish wish(Id attempt, Contact contact) {
        return new Wish(
                attempt, talk.scene.number, contact, new Wish.Text("Only once"), "Asha Kulkarni");
    }

    private List<Sent> atOnce(Callable<Sent> deed) throws Exception {
        return AtOnce.all(THREADS, _ -> () -> talk.scene.tenant.call(deed::call));
    }
}
