package dev.assent.webhook;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.webhook.Delivery.Parcel;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the current tenant has heard, so that nothing is heard twice. */
@Component
class Applied {

    private final JdbcTemplate jdbc;
    private final Set<Id> grown = ConcurrentHashMap.newKeySet();

    Applied(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes down that these are heard, in the transaction of what follows from them.
     *
     * @throws DuplicateKeyException if one of them was heard before
     */
    void mark(List<Parcel> parcels) {
        grown.add(Tenant.current().id());
        jdbc.batchUpdate(
                "insert into applied (letter, item) values (?, ?)",
                parcels.stream()
                        .map(parcel -> new Object[] {parcel.letter().id(), parcel.number()})
                        .toList());
    }

    /** Tenants that have heard something on this node since they were last taken. */
    List<Id> takeGrown() {
        return grown.stream().filter(grown::remove).toList();
    }

    /** Forgets letters before this one, which nobody can bring again; returns how many items. */
    int forget(long letter, int most) {
        return jdbc.update(
                "delete from applied where letter < ? order by letter, item limit ?", letter, most);
    }
}
