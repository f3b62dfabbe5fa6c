package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.time.RealTime;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Limits how often something is tried, on all nodes together. A try is counted before it is made,
 * so that many at once cannot all pass.
 */
@Component
class Throttle {

    /** Within this time, beginning with the first try, the tries of one are added up. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    private final JdbcClient control;
    private final TransactionTemplate transactions;
    private final InstantSource time;

    Throttle(
            @Control JdbcClient control,
            @Control TransactionTemplate transactions,
            @RealTime InstantSource time) {
        this.control = control;
        this.transactions = transactions;
        this.time = time;
    }

    /** How many tries of one kind somebody has, such as signing in to one account. */
    record Allowance(String kind, int tries) {

        byte[] key(String who) {
            return new Token(kind + ":" + who).hash();
        }
    }

    private record Tries(int made, Instant forgottenAt) {}

    /**
     * Counts a try.
     *
     * @throws TooManyTries if it is one too many
     */
    void count(Allowance allowance, String who) {
        var key = allowance.key(who);
        var now = time.instant();
        var tries = transactions.execute(status -> add(key, now));
        if (tries.made() > allowance.tries()) {
            throw new TooManyTries(Duration.between(now, tries.forgottenAt()));
        }
    }

    private Tries add(byte[] key, Instant now) {
        control.sql(
                        """
                        insert into tries (who, made, forgotten_at) values (:who, 1, :end)
                        on duplicate key update
                            made = if(forgotten_at <= :now, 1, made + 1),
                            forgotten_at = if(forgotten_at <= :now, :end, forgotten_at)
                        """)
                .param("who", key)
                .param("now", now)
                .param("end", now.plus(WINDOW))
                .update();
        return control.sql("select made, forgotten_at from tries where who = ?")
                .param(key)
                .query(Tries.class)
                .single();
    }

    /** Takes back one try that turned out well. */
    void giveBack(Allowance allowance, String who) {
        control.sql("update tries set made = made - 1 where who = ? and made > 0")
                .param(allowance.key(who))
                .update();
    }

    /** Forgets all tries. */
    void reset(Allowance allowance, String who) {
        control.sql("delete from tries where who = ?").param(allowance.key(who)).update();
    }

    @Scheduled(cron = "0 20 * * * *")
    void forget() {
        control.sql("delete from tries where forgotten_at <= ?").param(time.instant()).update();
    }
}
