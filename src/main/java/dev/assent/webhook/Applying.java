package dev.assent.webhook;

import dev.assent.tenancy.Persistent;
import dev.assent.tenancy.Tenant;
import dev.assent.webhook.Delivery.Parcel;
import dev.assent.whatsapp.Hears;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import java.util.List;

/**
 * Lets the current tenant hear. What is heard and the mark that it was are one transaction, so a
 * crash between the two schemas neither loses nor repeats anything.
 */
@Component
class Applying {

    private static final Logger log = LoggerFactory.getLogger(Applying.class);

    private final Applied applied;
    private final Persistent persistent;
    private final List<Hears> ears;

    Applying(Applied applied, Persistent persistent, ObjectProvider<Hears> ears) {
        this.applied = applied;
        this.persistent = persistent;
        this.ears = ears.orderedStream().toList();
    }

    /** Somebody has heard one of these before. */
    private static final class HeardBefore extends RuntimeException {}

    /**
     * All at once; if that fails, one by one, so that only the bad ones suffer.
     *
     * @throws TransientDataAccessException if the tenant's database cannot do it now
     * @throws DataAccessResourceFailureException if the tenant's database is away
     * @throws TransactionException if a transaction could not even begin, or not end
     */
    void apply(List<Parcel> parcels, Endings endings) {
        try {
            persistently(parcels);
        } catch (TransientDataAccessException
                | DataAccessResourceFailureException
                | TransactionException away) {
            throw away;
        } catch (RuntimeException failure) {
            if (parcels.size() > 1) {
                log.debug(
                        "a batch of {} failed, now one by one: {}",
                        parcels.size(),
                        Endings.reason(failure));
            }
            parcels.forEach(parcel -> applyAlone(parcel, endings));
        }
    }

    private void applyAlone(Parcel parcel, Endings endings) {
        try {
            persistently(List.of(parcel));
        } catch (HeardBefore done) {
            // a crash came between the two schemas: now both know
        } catch (TransientDataAccessException
                | DataAccessResourceFailureException
                | TransactionException away) {
            throw away;
        } catch (RuntimeException failure) {
            log.warn(
                    "letter {} item {} failed: {}",
                    parcel.letter().id(),
                    parcel.number(),
                    Endings.reason(failure));
            endings.failed(parcel.letter(), Tenant.current().id(), failure);
        }
    }

    private void persistently(List<Parcel> parcels) {
        persistent.execute(_ -> {
            apply(parcels);
            return null;
        });
    }

    private void apply(List<Parcel> parcels) {
        mark(parcels);
        var batch = parcels.stream().map(Parcel::heard).toList();
        ears.forEach(ear -> ear.hear(batch));
    }

    private void mark(List<Parcel> parcels) {
        try {
            applied.mark(parcels);
        } catch (DuplicateKeyException repeated) {
            throw new HeardBefore();
        }
    }
}
