package dev.assent.contact;

import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.ZoneId;
import java.util.function.Supplier;

/** A new business, and work done in it. */
class SomeBusiness {

    private final Tenant tenant;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    SomeBusiness(
            Provisioning provisioning,
            Tenants tenants,
            TransactionTemplate transactions,
            JdbcClient jdbc) {
        var id = provisioning.register("Lotus Dental", ZoneId.of("Asia/Kolkata"), "IN");
        this.tenant = tenants.find(id).orElseThrow();
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    Tenant tenant() {
        return tenant;
    }

    /** Does it in one transaction of this business. */
    <T> T does(Supplier<T> work) {
        return tenant.call(() -> transactions.execute(_ -> work.get()));
    }

    /** Does it in one transaction of this business. */
    void does(Runnable work) {
        tenant.run(() -> transactions.executeWithoutResult(_ -> work.run()));
    }

    /** How many statements that takes, in one transaction. */
    long statements(Runnable work) {
        return does(() -> {
            var before = asked();
            work.run();
            return asked() - before - 1;
        });
    }

    private long asked() {
        return jdbc.sql("show session status like 'Questions'")
                .query((row, _) -> row.getLong(2))
                .single();
    }
}
