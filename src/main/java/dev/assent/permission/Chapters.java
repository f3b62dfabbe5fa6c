package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the ledgers of people tell, for whoever shows it among other things. */
@Component
public class Chapters {

    private final Dossiers dossiers;

    Chapters(Dossiers dossiers) {
        this.dossiers = dossiers;
    }

    /** All that happened with this person through any number, the newest first. */
    @Transactional
    public List<Chapter> of(Id contact) {
        return History.chapters(dossiers.all(contact), Tenant.current().zone());
    }

    /** The newest of each of these people, however many; those without any are missing. */
    @Transactional
    public Map<Id, Chapter> latest(Collection<Contact> contacts) {
        var latest = new HashMap<Id, Chapter>();
        dossiers.all(contacts)
                .forEach((contact, all) ->
                        History.chapters(all, Tenant.current().zone()).stream()
                                .findFirst()
                                .ifPresent(chapter -> latest.put(contact, chapter)));
        return latest;
    }
}
