package dev.assent.permission;

import dev.assent.contact.Shelf;
import dev.assent.contact.Shelved;
import dev.assent.tenancy.Id;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The people each of our numbers has to do with, by where they stand with it; and requests. */
@Component
class Shelves implements Shelved {

    private final JdbcClient jdbc;

    Shelves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static Shelf of(Id number) {
        return new Shelf(
                "pair", "contact_id", "number_id = :number", Map.of("number", number.value()));
    }

    @Override
    public void hold(Collection<Id> contacts) {
        jdbc.sql("select id from pair where contact_id in (:contacts) order by id for update")
                .param("contacts", values(contacts))
                .query(Long.class)
                .list();
    }

    @Override
    public void refile(Collection<Id> contacts) {
        jdbc.sql(
                        """
                        update pair join contact on contact.id = contact_id
                        set pair.sort_name = contact.sort_name
                        where contact_id in (:contacts)
                        """)
                .param("contacts", values(contacts))
                .update();
        jdbc.sql(
                        """
                        update request join pair on pair.id = pair_id
                        set request.sort_name = pair.sort_name
                        where contact_id in (:contacts)
                        """)
                .param("contacts", values(contacts))
                .update();
    }

    private static List<Long> values(Collection<Id> contacts) {
        return contacts.stream().map(Id::value).toList();
    }
}
