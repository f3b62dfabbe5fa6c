package dev.assent.chat;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.whatsapp.Graph;

import org.springframework.stereotype.Component;

import java.util.Objects;
import java.util.Optional;

/** Notes that somebody of the business has looked at a conversation, and tells the person. */
@Component
class ReadMarks {

    private final Conversations conversations;
    private final Messages messages;
    private final Numbers numbers;
    private final Graph graph;
    private final Persistent persistent;

    ReadMarks(
            Conversations conversations,
            Messages messages,
            Numbers numbers,
            Graph graph,
            Persistent persistent) {
        this.conversations = conversations;
        this.messages = messages;
        this.numbers = numbers;
        this.graph = graph;
        this.persistent = persistent;
    }

    /** What Meta is told, and through which number. */
    private record Mark(BusinessNumber number, String messageId) {}

    /** All up to this message was seen. Not to be called inside a transaction: Meta is told. */
    void read(Contact contact, Id upTo) {
        Optional<Mark> mark =
                persistent.execute(_ ->
                        conversations.seen(contact.id(), upTo)
                                ? mark(contact, upTo)
                                : Optional.empty());
        mark.ifPresent(told -> graph.markRead(told.number().phoneNumberId(), told.messageId()));
    }

    private Optional<Mark> mark(Contact contact, Id upTo) {
        return messages.lastHeard(contact.id(), upTo)
                .flatMap(last ->
                        numbers.find(last.numberId())
                                .filter(BusinessNumber::connected)
                                .map(number ->
                                        new Mark(
                                                number, Objects.requireNonNull(last.messageId()))));
    }
}
