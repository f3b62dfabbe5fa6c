package dev.assent.webhook;

import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Notice;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hears last, and fails at messages that say so. Where a test has made the table {@code overheard},
 * it writes each message there, repeated ones too.
 */
@Component
@Order(1_000)
class ListeningEar implements Hears {

    static final String POISON = "poison";

    /** A text that the database refuses, and names when it does. */
    static final String UNFIT = "no-number-at-all";

    private final Set<String> notPoisonousAnyMore = ConcurrentHashMap.newKeySet();
    private final AtomicInteger written = new AtomicInteger();
    private final JdbcClient jdbc;

    ListeningEar(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void hear(List<Heard> batch) {
        for (var heard : batch) {
            if (heard.notice() instanceof Notice.Message message) {
                hear(message);
            }
        }
    }

    private void hear(Notice.Message message) {
        if (POISON.equals(message.text()) && !notPoisonousAnyMore.contains(message.id())) {
            throw new IllegalStateException("cannot swallow this");
        }
        if (UNFIT.equals(message.text())) {
            jdbc.sql("insert into overheard (n) values (?)").param(UNFIT).update();
        }
        if (overhears()) {
            jdbc.sql("insert into overheard (id) values (?)").param(message.id()).update();
            written.incrementAndGet();
        }
    }

    private boolean overhears() {
        return jdbc.sql("show tables like 'overheard'").query(String.class).optional().isPresent();
    }

    /** How many messages came to this node. */
    int written() {
        return written.get();
    }

    void cure(String id) {
        notPoisonousAnyMore.add(id);
    }
}
