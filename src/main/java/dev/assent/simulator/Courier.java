package dev.assent.simulator;

import java.time.Instant;
import java.util.Optional;

/** Brings messages of businesses to phones, and back what became of them. */
class Courier {

    private final Messages messages;
    private final Updates updates;
    private final Settings settings;

    Courier(Messages messages, Updates updates, Settings settings) {
        this.messages = messages;
        this.updates = updates;
        this.settings = settings;
    }

    void send(Chat chat, Message message) {
        messages.add(message);
        var at = message.sentAt();
        var failure = failure(chat, message);
        if (failure.isPresent()) {
            messages.failed(message, at, failure.get().code());
            tell(chat, message, "failed", at, failure);
            return;
        }
        tell(chat, message, "sent", at, Optional.empty());
        if (chat.phone().online()) {
            deliver(chat, message, at);
        }
    }

    /** What waited while the phone was off. */
    void deliverAll(Chat chat, Instant at) {
        messages.undelivered(chat.pair().id()).forEach(message -> deliver(chat, message, at));
    }

    /** The person looks at the chat. */
    void readAll(Chat chat, Instant at) {
        messages.unread(chat.pair().id()).forEach(message -> read(chat, message, at));
    }

    private Optional<GraphError> failure(Chat chat, Message message) {
        var phone = chat.phone();
        if (!phone.onWhatsapp()) {
            return Optional.of(
                    GraphError.of(Fault.UNDELIVERABLE, "The recipient is not on WhatsApp."));
        }
        if (message.isRequest() && !phone.currentClient()) {
            return Optional.of(
                    GraphError.of(
                            Fault.UNDELIVERABLE, "The recipient uses an old version of WhatsApp."));
        }
        if (message.category().equals("marketing") && chat.pair().marketingStopped()) {
            return Optional.of(
                    GraphError.of(
                            Fault.STOPPED_MARKETING, "The recipient stopped marketing messages."));
        }
        if (message.category().equals("marketing") && chat.pair().marketingEnough()) {
            return Optional.of(
                    GraphError.of(
                            Fault.ENGAGEMENT, "The recipient got enough marketing messages."));
        }
        if (message.template() == null
                && settings.quirks().windowRefusedLater()
                && !chat.pair().windowOpenAt(message.sentAt())) {
            return Optional.of(windowClosed());
        }
        return Optional.empty();
    }

    static GraphError windowClosed() {
        return GraphError.of(
                Fault.WINDOW_CLOSED,
                "More than 24 hours have passed since the recipient last replied: use a template.");
    }

    private void deliver(Chat chat, Message message, Instant at) {
        messages.delivered(message, at);
        tell(chat, message, "delivered", at, Optional.empty());
        if (chat.phone().receipts() == Phone.Receipts.AT_ONCE) {
            read(chat, message, at);
        }
    }

    private void read(Chat chat, Message message, Instant at) {
        messages.read(message, at);
        if (chat.phone().receipts() != Phone.Receipts.NEVER) {
            tell(chat, message, "read", at, Optional.empty());
        }
    }

    private void tell(
            Chat chat, Message message, String status, Instant at, Optional<GraphError> failure) {
        updates.tell(
                chat.number(),
                "messages",
                Shapes.messageStatus(
                        chat.number(), chat.phone(), message, status, at, failure.orElse(null)));
    }
}
