package dev.assent.contact;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.Optional;

/** Contacts as people enter them, one at a time. Each method needs a transaction. */
@Component
class Entries {

    private final JdbcClient jdbc;
    private final InstantSource time;

    Entries(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
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
            return new Entry.Done(find(id));
        } catch (DuplicateKeyException justNow) {
            return new Entry.Taken(holder(phone).orElseThrow(() -> justNow));
        }
    }

    Entry change(Id id, String name, @Nullable PhoneNumber phone) {
        var contact = lock(id);
        if (phone == null || phone.equals(contact.phone())) {
            rename(contact, Names.tidy(name));
            return new Entry.Done(find(id));
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
            return new Entry.Done(find(id));
        } catch (DuplicateKeyException justNow) {
            return new Entry.Taken(holder(phone).orElseThrow(() -> justNow));
        }
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
                        insert into contact (id, name, sought, phone, country, changed_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id.value(),
                        name,
                        Sought.of(name, phone),
                        phone.e164(),
                        phone.country(),
                        time.instant())
                .update();
    }

    private void rename(Contact contact, String name) {
        jdbc.sql("update contact set name = ?, sought = ? where id = ?")
                .params(name, Sought.of(name, contact.phone()), contact.id().value())
                .update();
    }

    /** Another number may well be on WhatsApp. */
    private void renumber(Id id, String name, PhoneNumber phone) {
        jdbc.sql(
                        """
                        update contact set name = ?, sought = ?, phone = ?, country = ?,
                            not_on_whatsapp_since = null
                        where id = ?
                        """)
                .params(name, Sought.of(name, phone), phone.e164(), phone.country(), id.value())
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
