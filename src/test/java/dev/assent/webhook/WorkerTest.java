package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.webhook.Inbox.Letter;
import dev.assent.whatsapp.Change;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

class WorkerTest {

    private static final int WAITING = 3_000;

    /** What has not been delivered, oldest first. */
    private final List<Letter> waiting =
            new CopyOnWriteArrayList<>(
                    LongStream.range(0, WAITING).mapToObj(WorkerTest::letter).toList());

    private final AtomicInteger rounds = new AtomicInteger();
    private volatile boolean away;
    private volatile int fits = Integer.MAX_VALUE;
    private final Worker worker = worker();

    @AfterEach
    void stop() {
        worker.stop();
    }

    @Test
    void letters_too_large_for_the_memory_are_worked_on_few_at_a_time() {
        fits = 3;
        worker.start();
        await().until(() -> waiting.size() < WAITING - 300);
    }

    @Test
    void it_takes_many_again_where_they_fit() {
        fits = 3;
        worker.start();
        await().until(() -> waiting.size() < WAITING);
        fits = Integer.MAX_VALUE;
        var before = rounds.get();
        await().until(waiting::isEmpty);
        assertThat(rounds.get() - before).isLessThan(WAITING / 15);
    }

    @Test
    void while_the_database_is_away_it_waits_and_afterwards_goes_on() {
        away = true;
        worker.start();
        await().until(() -> rounds.get() > 2);
        assertThat(waiting).hasSize(WAITING);
        away = false;
        await().until(waiting::isEmpty);
    }

    private Worker worker() {
        var inbox =
                new Inbox(null, null) {
                    @Override
                    int revive(Instant now) {
                        return 0;
                    }

                    @Override
                    List<Letter> claim(int most) {
                        rounds.incrementAndGet();
                        if (away) {
                            throw new QueryTimeoutException("away");
                        }
                        return List.copyOf(waiting.subList(0, Math.min(most, waiting.size())));
                    }
                };
        var delivery =
                new Delivery(inbox, null, null, null) {
                    @Override
                    void deliver(List<Letter> letters) {
                        if (letters.size() > fits) {
                            throw new OutOfMemoryError("Java heap space");
                        }
                        waiting.removeAll(letters);
                    }
                };
        var transactions =
                new TransactionTemplate() {
                    @Override
                    public <T> T execute(TransactionCallback<T> action) {
                        return action.doInTransaction(null);
                    }
                };
        return new Worker(inbox, delivery, transactions, 1);
    }

    private static Letter letter(long id) {
        var change = new Change("1", null, "messages", "1", null, new byte[0]);
        return new Letter(id, null, change, Instant.EPOCH, 0);
    }
}
