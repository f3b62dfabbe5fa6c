package dev.assent.chat;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.permission.GivenName;
import dev.assent.permission.Sheets;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds out what can be written to a person, and through which number. */
@Component
class Composers {

    private final Numbers numbers;
    private final Sheets sheets;
    private final Conversations conversations;

    Composers(Numbers numbers, Sheets sheets, Conversations conversations) {
        this.numbers = numbers;
        this.sheets = sheets;
        this.conversations = conversations;
    }

    /**
     * @param wanted the number that was chosen; null for the one the person wrote to, or has to do
     *     with
     */
    @Transactional
    Composer of(Contact contact, @Nullable Id wanted) {
        var connected = numbers.connected();
        var number = choose(connected, contact, wanted).orElse(null);
        return new Composer(
                contact.id(),
                GivenName.of(contact.name()),
                Id.fresh(),
                connected,
                number,
                reachable(contact),
                number == null ? null : until(number, contact));
    }

    private Optional<BusinessNumber> choose(
            List<BusinessNumber> connected, Contact contact, @Nullable Id wanted) {
        if (connected.size() < 2) {
            return connected.stream().findFirst();
        }
        return one(connected, wanted)
                .or(() ->
                        one(
                                connected,
                                conversations
                                        .find(contact.id())
                                        .map(Conversation::numberId)
                                        .orElse(null)))
                .or(() -> one(connected, sheets.of(List.of(contact)).getFirst().number().id()))
                .or(() -> connected.stream().findFirst());
    }

    private static Optional<BusinessNumber> one(List<BusinessNumber> all, @Nullable Id id) {
        return all.stream().filter(number -> number.id().equals(id)).findFirst();
    }

    static boolean reachable(Contact contact) {
        return contact.phone() != null || contact.waId() != null || contact.userId() != null;
    }

    private @Nullable Instant until(BusinessNumber number, Contact contact) {
        var position = sheets.of(number, contact).position();
        var until = position.windowOpenUntil();
        return until != null && position.now().isBefore(until) ? until : null;
    }
}
