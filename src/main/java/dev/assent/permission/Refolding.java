package dev.assent.permission;

import dev.assent.access.Audit;
import dev.assent.live.Live;
import dev.assent.rules.Policy;
import dev.assent.tenancy.Alarms;
import dev.assent.tenancy.Tenants;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Changes the rules a tenant goes by, and writes all its pairs down anew, little by little. A crash
 * leaves the rest to whoever hears the alarm next.
 */
@Component
class Refolding {

    /** The live topic of what shows the rules. */
    static final String TOPIC = "rules";

    private static final Logger log = LoggerFactory.getLogger(Refolding.class);
    private static final String ALARM = "refold";
    private static final int AT_ONCE = 250;

    private final Rulebook rulebook;
    private final Books books;
    private final Pairs pairs;
    private final Audit audit;
    private final Live live;
    private final Alarms alarms;
    private final Tenants tenants;
    private final TransactionTemplate transactions;
    private final InstantSource time;

    Refolding(
            Rulebook rulebook,
            Books books,
            Pairs pairs,
            Audit audit,
            Live live,
            Alarms alarms,
            Tenants tenants,
            TransactionTemplate transactions,
            InstantSource time) {
        this.rulebook = rulebook;
        this.books = books;
        this.pairs = pairs;
        this.audit = audit;
        this.live = live;
        this.alarms = alarms;
        this.tenants = tenants;
        this.transactions = transactions;
        this.time = time;
    }

    /**
     * The current tenant goes by these rules from now on.
     *
     * @param about what they are, for the audit trail
     */
    void change(Policy policy, String about) {
        transactions.executeWithoutResult(_ -> {
            // The rules are locked first: whoever turns the alarm off looks at them afterwards.
            rulebook.change(policy);
            audit.note("changed the rules", about);
            alarms.ring(ALARM, time.instant());
            live.changed(TOPIC);
        });
    }

    @Scheduled(fixedDelay = 1_000)
    void answerAlarms() {
        for (var id : alarms.due(ALARM, time.instant())) {
            try {
                tenants.find(id).ifPresent(tenant -> tenant.run(this::refold));
            } catch (RuntimeException failure) {
                log.error("tenant {} could not be refolded, tried again soon", id, failure);
            }
        }
    }

    /** Writes down all pairs of the current tenant by the rules as they are. */
    void refold() {
        alarms.answer(
                ALARM,
                () -> {
                    while (Boolean.TRUE.equals(transactions.execute(_ -> refoldSome()))) {
                        // there are more
                    }
                    return Optional.empty();
                });
    }

    private boolean refoldSome() {
        var refolded = rulebook.lockRefolded();
        if (refolded.isEmpty()) {
            return false;
        }
        var next = pairs.after(refolded.get(), AT_ONCE);
        if (next.isEmpty()) {
            rulebook.refoldedAll();
            live.changed(TOPIC);
            return false;
        }
        books.rewrite(books.openById(next));
        rulebook.refoldedTo(next.getLast());
        return true;
    }
}
