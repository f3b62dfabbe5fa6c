package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Secrets;
import dev.assent.time.RealTime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Goes round again and again and hands waiting letters to the {@link Postman}. Several nodes share
 * the work: who claims a letter has it for a while, and if they crash it falls due again. So a
 * letter is sent at least once, and very rarely twice.
 */
@Component
class MailRound implements AutoCloseable {

    static final Duration CLAIM = Duration.ofMinutes(5);
    static final int MOST_TRIES = 10;

    private static final Logger log = LoggerFactory.getLogger(MailRound.class);
    private static final int AT_ONCE = 5;

    private final JdbcClient control;
    private final TransactionTemplate transactions;
    private final Secrets secrets;
    private final Postman postman;
    private final InstantSource time;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("mail").factory());

    MailRound(
            @Control JdbcClient control,
            @Control TransactionTemplate transactions,
            Secrets secrets,
            Postman postman,
            @RealTime InstantSource time) {
        this.control = control;
        this.transactions = transactions;
        this.secrets = secrets;
        this.postman = postman;
        this.time = time;
    }

    /**
     * @param tries this one included
     */
    record Waiting(Id id, String recipient, String subject, byte[] sealedText, int tries) {}

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        executor.scheduleWithFixedDelay(this::tryRound, 0, 500, TimeUnit.MILLISECONDS);
    }

    /** Must not throw, for that would end all further rounds. */
    private void tryRound() {
        try {
            round();
        } catch (RuntimeException failure) {
            log.warn("mail waits", failure);
        }
    }

    void round() {
        List<Waiting> claimed;
        do {
            claimed = claim();
            claimed.forEach(this::deliver);
        } while (!claimed.isEmpty());
    }

    List<Waiting> claim() {
        return transactions.execute(status -> {
            var now = time.instant();
            var letters =
                    control.sql(
                                    """
                                    select id, recipient, subject, sealed_text, tries + 1 as tries
                                    from mail_outbox where given_up = false and due_at <= ?
                                    order by due_at limit ? for update skip locked
                                    """)
                            .params(now, AT_ONCE)
                            .query(Waiting.class)
                            .list();
            letters.forEach(letter -> postpone(letter, now.plus(CLAIM)));
            return letters;
        });
    }

    private void deliver(Waiting letter) {
        try {
            var text = secrets.open(letter.sealedText(), letter.id(), Mail.PLACE);
            postman.deliver(new Letter(letter.recipient(), letter.subject(), text));
            control.sql("delete from mail_outbox where id = ?").param(letter.id().value()).update();
        } catch (IOException | IllegalArgumentException failure) {
            tryLater(letter, failure);
        }
    }

    private void tryLater(Waiting letter, Exception failure) {
        if (letter.tries() >= MOST_TRIES) {
            log.error("mail {} is given up: {}", letter.id(), failure.getMessage());
            control.sql("update mail_outbox set given_up = true, sealed_text = '' where id = ?")
                    .param(letter.id().value())
                    .update();
        } else {
            log.warn("mail {} will be tried again: {}", letter.id(), failure.getMessage());
            postpone(letter, time.instant().plus(pause(letter.tries())));
        }
    }

    private void postpone(Waiting letter, Instant due) {
        control.sql("update mail_outbox set tries = ?, due_at = ? where id = ?")
                .params(letter.tries(), due, letter.id().value())
                .update();
    }

    /** 5 seconds after the first failure, then four times as long each, at most six hours. */
    static Duration pause(int tries) {
        var pause = Duration.ofSeconds(5).multipliedBy(1L << Math.min(2 * (tries - 1), 20));
        return pause.compareTo(Duration.ofHours(6)) > 0 ? Duration.ofHours(6) : pause;
    }

    @Scheduled(cron = "0 10 4 * * *")
    void forgetGivenUp() {
        control.sql("delete from mail_outbox where given_up = true and due_at < ?")
                .param(time.instant().minus(Duration.ofDays(30)))
                .update();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
