package dev.assent.tenancy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reminds us of tenants that have something to do at a moment of business time, without asking
 * every tenant. An alarm may ring for nothing; it never fails to ring.
 */
@Component
public class Alarms {

    /** When one rings again whose answer was cut short. */
    static final Duration AGAIN = Duration.ofMinutes(1);

    /** By how much the clocks of two nodes may differ. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final JdbcClient control;
    private final TransactionTemplate alone;
    private final InstantSource time;

    Alarms(
            @Control JdbcClient control,
            @Control PlatformTransactionManager controlTransactions,
            InstantSource time) {
        this.control = control;
        this.time = time;
        this.alone = new TransactionTemplate(controlTransactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Wakes the current tenant at this moment, or earlier. Durable at once, whatever becomes of a
     * transaction of the control schema around it. To be called in the tenant's transaction that
     * makes it necessary, after it has locked what the one who answers must wait for.
     */
    public void ring(String what, Instant at) {
        if (!isSet(what, at)) {
            alone.executeWithoutResult(_ -> set(what, at));
        }
    }

    /** One that is due, or nearly, may be being answered by now, and proves nothing. */
    private boolean isSet(String what, Instant at) {
        return control.sql(
                        """
                        select count(*) from alarm
                        where tenant_id = ? and what = ? and answered_by is null
                            and due_at <= ? and due_at > ?
                        """)
                .params(tenant(), what, at, time.instant().plus(SKEW))
                .query(Boolean.class)
                .single();
    }

    private void set(String what, Instant at) {
        control.sql(
                        """
                        insert into alarm (tenant_id, what, due_at) values (?, ?, ?)
                        on duplicate key update due_at = least(due_at, values(due_at)),
                            answered_by = null
                        """)
                .params(tenant(), what, at)
                .update();
    }

    /** Tenants whose alarm is due. */
    public List<Id> due(String what, Instant now) {
        return control.sql("select tenant_id from alarm where what = ? and due_at <= ? limit 100")
                .params(what, now)
                .query((row, number) -> new Id(row.getLong(1)))
                .list();
    }

    /**
     * Answers the current tenant's alarm once it is due. If the work fails, or this node dies, it
     * rings again after {@link #AGAIN}; if it is rung meanwhile, it stays so.
     *
     * @param work does what is due and tells when there is something to do next. It must wait for
     *     the locks of those who have rung and not yet committed.
     */
    public void answer(String what, Supplier<Optional<Instant>> work) {
        var me = Id.fresh();
        alone.executeWithoutResult(_ -> postpone(what, me));
        var next = work.get();
        alone.executeWithoutResult(_ -> end(what, me, next));
    }

    private void postpone(String what, Id me) {
        control.sql(
                        """
                        update alarm set due_at = ?, answered_by = ?
                        where tenant_id = ? and what = ?
                        """)
                .params(time.instant().plus(AGAIN), me.value(), tenant(), what)
                .update();
    }

    private void end(String what, Id me, Optional<Instant> next) {
        control.sql("delete from alarm where tenant_id = ? and what = ? and answered_by = ?")
                .params(tenant(), what, me.value())
                .update();
        next.ifPresent(at -> set(what, at));
    }

    private static long tenant() {
        return Tenant.current().id().value();
    }
}
