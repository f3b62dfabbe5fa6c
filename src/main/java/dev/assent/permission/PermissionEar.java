package dev.assent.permission;

import dev.assent.contact.Contacts;
import dev.assent.number.Numbers;
import dev.assent.rules.Happening;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Notice;
import dev.assent.whatsapp.Person;
import dev.assent.whatsapp.Trouble;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Posts what Meta tells us about people to the ledgers of their pairs. */
@Component
@Order(20)
class PermissionEar implements Hears {

    /** Only the latest message of a person is kept, so all have one id. */
    private static final String MESSAGE = "message";

    private final Numbers numbers;
    private final Contacts contacts;
    private final Books books;
    private final Requests requests;
    private final GrantNews news;

    PermissionEar(
            Numbers numbers, Contacts contacts, Books books, Requests requests, GrantNews news) {
        this.numbers = numbers;
        this.contacts = contacts;
        this.books = books;
        this.requests = requests;
        this.news = news;
    }

    @Override
    public void hear(List<Heard> batch) {
        var told = told(batch);
        if (told.isEmpty()) {
            return;
        }
        var people = contacts.meet(told.stream().map(word -> word.notice().person()).toList());
        var open =
                books.open(
                        told.stream()
                                .map(word -> word.key(people))
                                .collect(Collectors.toUnmodifiableSet()));
        for (var word : told) {
            post(word.notice(), Objects.requireNonNull(open.get(word.key(people))));
        }
        news.tell(books.save(open.values()), open);
        noteErrors(told);
        noteReachability(told, people);
    }

    /** What concerns one of our numbers and a person. */
    private record Told(Id number, Notice.OfPerson notice) {

        Pair.Key key(Map<Person, Id> people) {
            return new Pair.Key(number, id(this, people));
        }
    }

    private List<Told> told(List<Heard> batch) {
        var ours = numbers.concerned(batch);
        var told = new ArrayList<Told>();
        for (var heard : batch) {
            var number = heard.phoneNumberId() == null ? null : ours.get(heard.phoneNumberId());
            if (number != null && heard.notice() instanceof Notice.OfPerson notice) {
                told.add(new Told(number, notice));
            }
        }
        return told;
    }

    private static void post(Notice.OfPerson notice, Book book) {
        switch (happening(notice)) {
            case null -> {}
            case Happening.Status status when !book.concernsRequest(status) -> {}
            case Happening happening -> book.post(happening);
        }
    }

    /** By now the books have written down which message each request is. */
    private void noteErrors(List<Told> told) {
        requests.noteErrors(
                told.stream()
                        .map(Told::notice)
                        .filter(Notice.MessageStatus.class::isInstance)
                        .map(Notice.MessageStatus.class::cast)
                        .filter(status -> status.error() != null)
                        .map(status -> new Requests.Failed(status.messageId(), status.error()))
                        .toList());
    }

    private void noteReachability(List<Told> told, Map<Person, Id> people) {
        for (var word : told) {
            if (word.notice() instanceof Notice.MessageStatus status && isUnreachable(status)) {
                contacts.noteUnreachable(id(word, people), status.at());
            }
        }
        told.stream()
                .filter(word -> isSignOfLife(word.notice()))
                .collect(
                        Collectors.groupingBy(
                                word -> word.notice().at(),
                                Collectors.mapping(word -> id(word, people), Collectors.toSet())))
                .forEach((at, alive) -> contacts.noteReachable(alive, at));
    }

    private static Id id(Told word, Map<Person, Id> people) {
        return Objects.requireNonNull(people.get(word.notice().person()));
    }

    private static boolean isUnreachable(Notice.MessageStatus status) {
        return status.error() != null && status.error().trouble() == Trouble.NOT_ON_WHATSAPP;
    }

    private static boolean isSignOfLife(Notice.OfPerson notice) {
        return switch (notice) {
            case Notice.MessageStatus status ->
                    switch (status.delivery()) {
                        case DELIVERED, READ, PLAYED -> true;
                        case SENT, FAILED -> false;
                    };
            case Notice.PermissionReply reply -> !reply.automatic();
            case Notice.CallConnect call -> call.direction() == Notice.Direction.INCOMING;
            case Notice.CallTerminate call -> call.duration() != null;
            case Notice.Message _, Notice.CallStatus _, Notice.MarketingPreference _ -> true;
            case Notice.Renumbered _ -> false;
        };
    }

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
