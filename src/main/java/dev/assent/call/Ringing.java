package dev.assent.call;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.live.Presence;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * For whom somebody's call rings: the agent whose conversation it is, else everybody who is here.
 * Whoever is in a call already is left in peace as long as somebody else is free.
 */
@Component
class Ringing {

    private final Calls calls;
    private final Contacts contacts;
    private final Presence presence;
    private final InstantSource time;

    Ringing(Calls calls, Contacts contacts, Presence presence, InstantSource time) {
        this.calls = calls;
        this.contacts = contacts;
        this.presence = presence;
        this.time = time;
    }

    /** Everybody who has a page open. */
    Set<Id> everybody() {
        return presence.online(Tenant.current().id());
    }

    /** The calls that ring for this person now, the longest waiting first. */
    List<Call> of(Id account) {
        var waiting = calls.ringing(time.instant());
        if (waiting.isEmpty()) {
            return List.of();
        }
        var here = new HashSet<>(everybody());
        here.add(account);
        var free = new HashSet<>(here);
        free.removeAll(calls.holding(here));
        var agents =
                contacts.of(waiting.stream().map(Call::contact).distinct().toList()).stream()
                        .filter(contact -> contact.agent() != null)
                        .collect(Collectors.toMap(Contact::id, Contact::agent));
        return waiting.stream()
                .filter(call -> audience(agents.get(call.contact()), here, free).contains(account))
                .toList();
    }

    /**
     * For whom a call rings.
     *
     * @param agent whose conversation it is
     */
    static Set<Id> audience(@Nullable Id agent, Set<Id> here, Set<Id> free) {
        if (agent != null && free.contains(agent)) {
            return Set.of(agent);
        }
        return free.isEmpty() ? here : free;
    }
}
