package dev.assent.tenancy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reminds us of tenants that have something to do at a moment of business time, without asking
 * every tenant. An alarm may ring for nothing; it never fails to ring.
 */
@Component
public class Alarms {

    private final JdbcClient control;
    private final InstantSource time;
    private final Map<Alarm, Instant> known = new ConcurrentHashMap<>();

    Alarms(@Control JdbcClient control, InstantSource time) {
        this.control = control;
        this.time = time;
    }

    private record Alarm(Id tenant, String what) {}

    /**
     * Wakes the current tenant at this moment, or earlier. To be called before the transaction that
     * makes it necessary commits.
     */
    public void ring(String what, Instant at) {
        var alarm = new Alarm(Tenant.current().id(), what);
        if (isSet(alarm, at)) {
            return;
        }
        control.sql(
                        """
                        insert into alarm (tenant_id, what, due_at) values (?, ?, ?)
                        on duplicate key update due_at = least(due_at, values(due_at))
                        """)
                .params(alarm.tenant().value(), what, at)
                .update();
        known.put(alarm, at);
    }

    /** One that is over may have been answered by another node meanwhile, and proves nothing. */
    private boolean isSet(Alarm alarm, Instant at) {
        var set = known.get(alarm);
        return set != null && !set.isAfter(at) && set.isAfter(time.instant());
    }

    /** Tenants whose alarm is due. */
    public List<Id> due(String what, Instant now) {
        return control.sql("select tenant_id from alarm where what = ? and due_at <= ? limit 100")
                .params(what, now)
                .query((row, number) -> new Id(row.getLong(1)))
                .list();
    }

    /**
     * Turns the current tenant's alarm off. Whoever does so looks for work next, then rings anew.
     */
    public void off(String what) {
        var alarm = new Alarm(Tenant.current().id(), what);
        known.remove(alarm);
        control.sql("delete from alarm where tenant_id = ? and what = ?")
                .params(alarm.tenant().value(), what)
                .update();
    }
}
