package dev.assent.whatsapp;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which business a number of Meta's belongs to. A number belongs to one at most. */
@Component
public class Routes {

    private final JdbcClient control;
    private final ApplicationEventPublisher events;

    Routes(@Control JdbcClient control, ApplicationEventPublisher events) {
        this.control = control;
        this.events = events;
    }

    /**
     * Sends what concerns this number to the current tenant, and tells so ({@link RouteOpened}).
     * Inside a transaction of the tenant it is taken back if that fails, and told when it succeeds.
     *
     * @param digits of the number, without a plus sign
     * @return false if the number belongs to another business
     */
    public boolean connect(String phoneNumberId, String wabaId, String digits) {
        var tenant = Tenant.current().id();
        var fresh = claim(phoneNumberId, wabaId, digits, tenant);
        if (!fresh && !renew(phoneNumberId, wabaId, digits, tenant)) {
            return false;
        }
        var opened = new RouteOpened(phoneNumberId, wabaId, digits, tenant);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new Outcome(opened, fresh));
        } else {
            events.publishEvent(opened);
        }
        return true;
    }

    /** Ends the route, if it is the current tenant's. */
    public void disconnect(String phoneNumberId) {
        delete(phoneNumberId, Tenant.current().id());
    }

    /** The tenants of these numbers; a number nobody connected is left out. */
    public Map<String, Id> tenantsOf(Collection<String> phoneNumberIds) {
        var ids = known(phoneNumberIds);
        if (ids.isEmpty()) {
            return Map.of();
        }
        var tenants = new HashMap<String, Id>();
        control.sql(
                        """
                        select phone_number_id, tenant_id from number_route
                        where phone_number_id in (:ids)
                        """)
                .param("ids", ids)
                .query(row -> {
                    tenants.put(row.getString(1), new Id(row.getLong(2)));
                });
        return tenants;
    }

    /** The tenants with a number of these accounts: most often one each. */
    public Map<String, Set<Id>> tenantsOfAccounts(Collection<String> wabaIds) {
        return tenantsBy("waba_id", wabaIds);
    }

    /**
     * The tenants of numbers given in digits, which is all that some notices name: see {@link
     * Change#displayNumber}.
     */
    public Map<String, Set<Id>> tenantsOfDisplayNumbers(Collection<String> digits) {
        return tenantsBy("digits", digits);
    }

    private Map<String, Set<Id>> tenantsBy(String column, Collection<String> values) {
        var ids = known(values);
        if (ids.isEmpty()) {
            return Map.of();
        }
        var tenants = new HashMap<String, Set<Id>>();
        control.sql(
                        "select distinct %s, tenant_id from number_route where %s in (:ids)"
                                .formatted(column, column))
                .param("ids", ids)
                .query(row -> {
                    tenants.computeIfAbsent(row.getString(1), _ -> new HashSet<>())
                            .add(new Id(row.getLong(2)));
                });
        return tenants;
    }

    /** Without what cannot be an id, and so not in the table. */
    private static Set<String> known(Collection<String> ids) {
        return ids.stream().filter(Graph::isId).collect(Collectors.toSet());
    }

    /** Whether the number was free, and is ours by this very statement. */
    private boolean claim(String phoneNumberId, String wabaId, String digits, Id tenant) {
        try {
            control.sql(
                            """
                            insert into number_route (phone_number_id, waba_id, digits, tenant_id)
                            values (?, ?, ?, ?)
                            """)
                    .params(phoneNumberId, wabaId, digits, tenant.value())
                    .update();
            return true;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    /** Whether it was ours already; its account may be another by now. */
    private boolean renew(String phoneNumberId, String wabaId, String digits, Id tenant) {
        var ours =
                control.sql(
                                """
                                update number_route set waba_id = ?, digits = ?
                                where phone_number_id = ? and tenant_id = ?
                                """)
                        .params(wabaId, digits, phoneNumberId, tenant.value())
                        .update();
        return ours == 1;
    }

    private void delete(String phoneNumberId, Id tenant) {
        control.sql("delete from number_route where phone_number_id = ? and tenant_id = ?")
                .params(phoneNumberId, tenant.value())
                .update();
    }

    /** Follows the tenant's transaction. */
    private final class Outcome implements TransactionSynchronization {

        private final RouteOpened opened;
        private final boolean fresh;

        private Outcome(RouteOpened opened, boolean fresh) {
            this.opened = opened;
            this.fresh = fresh;
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
                events.publishEvent(opened);
            } else if (fresh && status == STATUS_ROLLED_BACK) {
                delete(opened.phoneNumberId(), opened.tenant());
            }
        }
    }
}
