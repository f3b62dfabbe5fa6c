package dev.assent.contact;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Contacts as people enter them, one at a time. Each method needs a transaction. */
@Component
class Entries {

    private final JdbcClient jdbc;
    private final Filing filing;
    private final InstantSource time;

    Entries(JdbcClient jdbc, Filing filing, InstantSource time) {
        this.jdbc = jdbc;
        this.filing = filing;
        this.time = time;
    }

    Entry add(String name, PhoneNumber phone) {
        var holder = holder(phone);
        if (holder.isPresent()) {
            return new Entry.Taken(holder.get());
        }
        var id = Id.fresh();
        try {
            insert(id, Names.tidy(name), phone);
        } catch (DuplicateKeyException justNow) {
            return new Entry.Taken(holder(phone).orElseThrow(() -> justNow));
        }
        filing.file(List.of(new Filing.Card(id, Names.tidy(name), phone)));
        return new Entry.Done(find(id));
    }

    Entry change(Id id, String name, @Nullable PhoneNumber phone) {
        filing.hold(List.of(id));
        var contact = lock(id);
        if (phone == null || phone.equals(contact.phone())) {
            rename(contact, Names.tidy(name));
            return refiled(id);
        }
        if (contact.numberIsFixed()) {
            return new Entry.Fixed(contact);
        }
        var holder = holder(phone);
        if (holder.isPresent()) {
            return new Entry.Taken(holder.get());
        }
        try {
            renumber(id, Names.tidy(name), phone);
        } catch (DuplicateKeyException justNow) {
            return new Entry.Taken(holder(phone).orElseThrow(() -> justNow));
        }
        return refiled(id);
    }

    private Entry refiled(Id id) {
        var contact = find(id);
        filing.refile(List.of(new Filing.Card(id, contact.name(), contact.phone())));
        return new Entry.Done(contact);
    }

    Optional<Contact> holder(PhoneNumber phone) {
        return jdbc.sql(
                        """
                        select %s from contact where phone = ? or wa_id = ?
                        order by phone is null, id limit 1
                        """
                                .formatted(Contacts.COLUMNS))
                .params(phone.e164(), phone.digits())
                .query(Contacts::contact)
                .optional();
    }

    private void insert(Id id, String name, PhoneNumber phone) {
        jdbc.sql(
                        """
                        insert into contact (id, name, sort_name, phone, country, changed_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id.value(),
                        name,
                        SortName.of(name, phone),
                        phone.e164(),
                        phone.country(),
                        time.instant())
                .update();
    }

    private void rename(Contact contact, String name) {
        jdbc.sql("update contact set name = ?, sort_name = ? where id = ?")
                .params(name, SortName.of(name, contact.phone()), contact.id().value())
                .update();
    }

    /** Another number may well be on WhatsApp. */
    private void renumber(Id id, String name, PhoneNumber phone) {
        jdbc.sql(
                        """
                        update contact set name = ?, sort_name = ?, phone = ?, country = ?,
                            not_on_whatsapp_since = null
                        where id = ?
                        """)
                .params(name, SortName.of(name, phone), phone.e164(), phone.country(), id.value())
                .update();
    }

    private Contact lock(Id id) {
        return jdbc.sql(
                        "select %s from contact where id = ? for update"
                                .formatted(Contacts.COLUMNS))
                .param(id.value())
                .query(Contacts::contact)
                .single();
    }

    private Contact find(Id id) {
        return jdbc.sql("select %s from contact where id = ?".formatted(Contacts.COLUMNS))
                .param(id.value())
                .query(Contacts::contact)
                .single();
    }
}
