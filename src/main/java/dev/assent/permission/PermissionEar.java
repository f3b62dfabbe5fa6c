package dev.assent.permission;

import dev.assent.contact.Contacts;
import dev.assent.rules.Happening;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Notice;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import java.util.List;

/** Posts what Meta tells us about people to the ledgers of their pairs. */
@Component
@Order(20)
class PermissionEar implements Hears {

    /** Only the latest message of a person is kept, so all have one id. */
    private static final String MESSAGE = "message";

    private final Contacts contacts;
    private final Books books;

    PermissionEar(Contacts contacts, Books books) {
        this.contacts = contacts;
        this.books = books;
    }

    @Override
    public void hear(List<Heard> batch) {}

    static @Nullable Happening happening(Notice.OfPerson notice) {
        return switch (notice) {
            case Notice.PermissionReply reply -> reply(reply);
            case Notice.Message message -> new Happening.Message(MESSAGE, message.at());
            case Notice.MessageStatus status -> status(status);
            case Notice.CallConnect call ->
                    new Happening.CallSeen(
                            call.callId() + ":connect",
                            call.at(),
                            call.callId(),
                            attempt(call.attempt()),
                            direction(call.direction()));
            case Notice.CallStatus call -> progress(call);
            case Notice.CallTerminate call -> end(call);
            case Notice.MarketingPreference _, Notice.Renumbered _ -> null;
        };
    }

    private static Happening reply(Notice.PermissionReply reply) {
        return reply.accepted()
                ? new Happening.Accept(
                        reply.id(),
                        reply.at(),
                        reply.answers(),
                        reply.automatic(),
                        reply.permanent(),
                        reply.until())
                : new Happening.Reject(reply.id(), reply.at(), reply.answers(), reply.automatic());
    }

    private static Happening status(Notice.MessageStatus status) {
        var delivery =
                switch (status.delivery()) {
                    case SENT -> Happening.Delivery.SENT;
                    case DELIVERED -> Happening.Delivery.DELIVERED;
                    case READ, PLAYED -> Happening.Delivery.READ;
                    case FAILED -> Happening.Delivery.FAILED;
                };
        return new Happening.Status(
                status.messageId() + ":" + delivery,
                status.at(),
                status.messageId(),
                attempt(status.attempt()),
                delivery);
    }

    private static Happening progress(Notice.CallStatus call) {
        var id = call.callId() + ":" + call.progress();
        var attempt = attempt(call.attempt());
        var direction = Happening.Direction.OUTGOING;
        return switch (call.progress()) {
            case RINGING ->
                    new Happening.CallSeen(id, call.at(), call.callId(), attempt, direction);
            case ACCEPTED ->
                    new Happening.CallPickedUp(id, call.at(), call.callId(), attempt, direction);
            case REJECTED ->
                    new Happening.CallEnded(
                            id, call.at(), call.callId(), attempt, direction, null, null, null);
        };
    }

    private static Happening end(Notice.CallTerminate call) {
        var id = call.callId() + ":terminate";
        var attempt = attempt(call.attempt());
        return call.failed() || !call.errors().isEmpty()
                ? new Happening.CallFailed(
                        id, call.at(), call.callId(), attempt, direction(call.direction()))
                : new Happening.CallEnded(
                        id,
                        call.at(),
                        call.callId(),
                        attempt,
                        direction(call.direction()),
                        call.start(),
                        call.end(),
                        call.duration());
    }

    private static Happening.Direction direction(Notice.Direction direction) {
        return switch (direction) {
            case OUTGOING -> Happening.Direction.OUTGOING;
            case INCOMING -> Happening.Direction.INCOMING;
        };
    }

    private static @Nullable String attempt(@Nullable Id echoed) {
        return echoed == null ? null : echoed.toString();
    }
}
