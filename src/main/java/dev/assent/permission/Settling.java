package dev.assent.permission;

import dev.assent.tenancy.Alarms;
import dev.assent.tenancy.Persistent;
import dev.assent.tenancy.Tenants;
import dev.assent.time.ClockMoved;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.InstantSource;

/**
 * Writes down what time alone has changed: grants and requests that are over, calls nobody spoke of
 * again. No webhook tells us.
 */
@Component
class Settling {

    private static final Logger log = LoggerFactory.getLogger(Settling.class);

    private static final int AT_ONCE = 500;

    private final Books books;
    private final Pairs pairs;
    private final Alarms alarms;
    private final Tenants tenants;
    private final Persistent persistent;
    private final InstantSource time;

    Settling(
            Books books,
            Pairs pairs,
            Alarms alarms,
            Tenants tenants,
            Persistent persistent,
            InstantSource time) {
        this.books = books;
        this.pairs = pairs;
        this.alarms = alarms;
        this.tenants = tenants;
        this.persistent = persistent;
        this.time = time;
    }

    @Scheduled(fixedDelay = 1_000)
    void answerAlarms() {
        for (var id : alarms.due(Books.ALARM, time.instant())) {
            try {
                tenants.find(id).ifPresent(tenant -> tenant.run(this::answerAlarm));
            } catch (RuntimeException failure) {
                log.error("tenant {} could not be settled, tried again soon", id, failure);
            }
        }
    }

    @EventListener
    void clockMoved(ClockMoved moved) {
        answerAlarms();
    }

    private void answerAlarm() {
        alarms.answer(
                Books.ALARM,
                () -> {
                    settle();
                    return pairs.nextChange();
                });
    }

    /** Settles what is due in the current tenant, before a list is read that depends on it. */
    void settle() {
        while (settleSome() == AT_ONCE) {
            // there may be more
        }
    }

    private int settleSome() {
        var due = pairs.due(time.instant(), AT_ONCE);
        if (!due.isEmpty()) {
            persistent.execute(_ -> {
                books.save(books.openById(due));
                return null;
            });
        }
        return due.size();
    }
}
