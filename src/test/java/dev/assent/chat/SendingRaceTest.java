package dev.assent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

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

    private Wish wish(Id attempt, dev.assent.contact.Contact contact) {
        return new Wish(
                attempt, talk.scene.number, contact, new Wish.Text("Only once"), "Asha Kulkarni");
    }

    private ArrayList<Sent> atOnce(Callable<Sent> deed) throws Exception {
        var start = new CyclicBarrier(THREADS);
        var ends = new ArrayList<Sent>();
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            var tasks =
                    IntStream.range(0, THREADS)
                            .<Callable<Sent>>mapToObj(_ ->
                                    () -> {
                                        start.await();
                                        return talk.scene.tenant.call(deed::call);
                                    })
                            .toList();
            for (var task : pool.invokeAll(tasks)) {
                ends.add(task.get());
            }
        }
        return ends;
    }
}
