package dev.assent.webhook;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenants;
import dev.assent.webhook.Inbox.Letter;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Item;
import dev.assent.whatsapp.Notice;
import dev.assent.whatsapp.Notices;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings letters to the tenants they are for, and writes down how that ended. */
@Component
class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Inbox inbox;
    private final Addresses addresses;
    private final Tenants tenants;
    private final Applying applying;

    Delivery(Inbox inbox, Addresses addresses, Tenants tenants, Applying applying) {
        this.inbox = inbox;
        this.addresses = addresses;
        this.tenants = tenants;
        this.applying = applying;
    }

    /**
     * One item of a letter.
     *
     * @param number its place in the letter
     */
    record Parcel(Letter letter, int number, Heard heard) {}

    void deliver(List<Letter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        var endings = new Endings(letters);
        var byTenant = sort(letters, endings);
        byTenant.forEach((tenant, parcels) -> deliver(tenant, parcels, endings));
        endings.write(inbox, Instant.now());
    }

    private Map<Id, List<Parcel>> sort(List<Letter> letters, Endings endings) {
        var known = addresses.of(letters);
        var byTenant = new LinkedHashMap<Id, List<Parcel>>();
        for (var letter : letters) {
            var receivers = receivers(letter, known.apply(letter), endings);
            if (!receivers.isEmpty()) {
                var parcels = open(letter, receivers.iterator().next(), endings);
                receivers.forEach(receiver ->
                        byTenant.computeIfAbsent(receiver, tenant -> new ArrayList<>())
                                .addAll(parcels));
            }
        }
        return byTenant;
    }

    /** What arrives at a business's own endpoint may concern that business alone. */
    private static Set<Id> receivers(Letter letter, Set<Id> addressed, Endings endings) {
        if (addressed.isEmpty()) {
            endings.unknown(letter);
            return addressed;
        }
        if (letter.endpoint() == null) {
            return addressed;
        }
        if (addressed.contains(letter.endpoint())) {
            return Set.of(letter.endpoint());
        }
        endings.hopeless(
                letter,
                letter.endpoint(),
                "it came to the endpoint of this business and names a number of another");
        return Set.of();
    }

    private static List<Parcel> open(Letter letter, Id receiver, Endings endings) {
        var parcels = new ArrayList<Parcel>();
        var number = 0;
        for (var item : Notices.in(letter.change(), letter.received())) {
            switch (item) {
                case Item.Understood understood -> {
                    if (understood.heard().notice() instanceof Notice.Unknown news) {
                        endings.unheardOf(letter, news);
                    }
                    parcels.add(new Parcel(letter, number, understood.heard()));
                }
                case Item.Unreadable unreadable ->
                        endings.hopeless(letter, receiver, unreadable.reason());
            }
            number++;
        }
        return parcels;
    }

    private void deliver(Id id, List<Parcel> parcels, Endings endings) {
        try {
            var tenant = tenants.find(id).orElseThrow();
            tenant.run(() -> applying.apply(parcels, endings));
        } catch (RuntimeException away) {
            // Its schema may be anything but well: that must not stop the others.
            log.warn("tenant {} cannot be reached, {} items wait", id, parcels.size(), away);
            parcels.forEach(parcel -> endings.away(parcel.letter()));
        }
    }
}
