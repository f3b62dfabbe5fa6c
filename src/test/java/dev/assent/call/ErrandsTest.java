package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.tenancy.Id;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** While Meta does not answer, the sweeper comes by every four seconds with the same errands. */
class ErrandsTest {

    private final Errands errands = new Errands("test", 1);
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void stop() {
        errands.stop();
    }

    @Test
    void what_waits_already_does_not_wait_twice() throws Exception {
        var held = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        errands.run(
                Id.fresh(),
                () -> {
                    begun.countDown();
                    hold(held);
                });
        begun.await();
        var one = Id.fresh();
        var other = Id.fresh();
        for (int sweep = 0; sweep < 1_000; sweep++) {
            errands.run(one, done::incrementAndGet);
            errands.run(other, done::incrementAndGet);
        }
        var last = new CountDownLatch(1);
        errands.run(Id.fresh(), last::countDown);
        held.countDown();
        last.await();
        assertThat(done).hasValue(2);
    }

    @Test
    void what_was_done_is_done_anew() {
        var call = Id.fresh();
        for (int time = 1; time <= 3; time++) {
            errands.run(call, done::incrementAndGet);
            var expected = time;
            await().until(() -> done.get() == expected);
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
