package dev.assent.contact;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.List;

/** Keeps what people are found and sorted by. Each method needs a transaction. */
@Component
class Filing {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final List<Shelved> shelved;

    Filing(JdbcClient jdbc, JdbcTemplate batches, List<Shelved> shelved) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.shelved = shelved;
    }

    /** What somebody is called, and the number. */
    record Card(Id contact, String name, @Nullable PhoneNumber phone) {

        static Card of(Known known) {
            return new Card(
                    known.id(),
                    known.name(),
                    known.phone() == null ? null : new PhoneNumber(known.phone()));
        }
    }

    /** To be done before these contacts are locked whose name may change. */
    void hold(Collection<Id> contacts) {
        shelved.forEach(shelf -> shelf.hold(contacts));
    }

    /** People who were just entered. */
    void file(Collection<Card> cards) {
        file(batches, cards);
    }

    static void file(JdbcTemplate batches, Collection<Card> cards) {
        batches.batchUpdate(
                "insert into contact_word (contact_id, word) values (?, ?)",
                cards.stream()
                        .flatMap(card ->
                                Words.of(card.name(), card.phone()).stream()
                                        .map(word -> new Object[] {card.contact().value(), word}))
                        .toList());
    }

    /** People whose name or number was just changed. */
    void refile(Collection<Card> cards) {
        var contacts = cards.stream().map(Card::contact).toList();
        if (contacts.isEmpty()) {
            return;
        }
        jdbc.sql("delete from contact_word where contact_id in (:contacts)")
                .param("contacts", contacts.stream().map(Id::value).toList())
                .update();
        file(cards);
        shelved.forEach(shelf -> shelf.refile(contacts));
    }
}
