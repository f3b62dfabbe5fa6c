package dev.assent.chat;

import dev.assent.contact.Assignments;
import dev.assent.contact.Assignments.Handover;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Enters what was written before we were there to see it. Needs a transaction. */
@Component
public class Archive {

    private final Messages messages;
    private final Conversations conversations;
    private final Assignments assignments;

    Archive(Messages messages, Conversations conversations, Assignments assignments) {
        this.messages = messages;
        this.conversations = conversations;
        this.assignments = assignments;
    }

    /**
     * A message that was written then.
     *
     * @param messageId Meta's id of it
     * @param author who of the business wrote it; null where the person did
     * @param read whether one of the business's was read, and not only delivered
     */
    public record PastMessage(
            String messageId, Instant at, String text, @Nullable String author, boolean read) {}

    /**
     * Enters these messages.
     *
     * @param unread how many of the person's last ones nobody has looked at
     * @param agent the account whose conversation it is; null for nobody's
     */
    public void enter(
            Id number, Id contact, List<PastMessage> written, int unread, @Nullable Id agent) {
        var entered = new ArrayList<Message>();
        written.stream()
                .sorted(Comparator.comparing(PastMessage::at))
                .forEach(past -> entered.add(message(number, contact, past)));
        if (agent != null) {
            assignments.enter(contact, agent);
        }
        messages.addAll(entered);
        if (!entered.isEmpty()) {
            conversations.written(List.of(new Conversations.Written(entered.getLast(), unread)));
            conversations.given(new Handover(contact, null, agent), entered.getLast().at());
        }
    }

    private static Message message(Id number, Id contact, PastMessage past) {
        var incoming = past.author() == null;
        return new Message(
                Id.fresh(),
                contact,
                number,
                past.at(),
                incoming,
                Message.TEXT,
                past.text(),
                null,
                null,
                null,
                Objects.requireNonNullElse(past.author(), ""),
                null,
                null,
                past.messageId(),
                incoming ? null : past.read() ? Delivery.READ : Delivery.DELIVERED,
                incoming ? null : past.at().plusSeconds(3),
                incoming || !past.read() ? null : past.at().plusSeconds(40),
                null,
                null,
                null);
    }
}
