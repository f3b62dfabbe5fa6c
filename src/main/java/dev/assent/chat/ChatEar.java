package dev.assent.chat;

import dev.assent.contact.Contacts;
import dev.assent.live.Live;
import dev.assent.number.Numbers;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Notice;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes down what people write, and how far our messages came. By now {@code permission} holds the
 * pairs of these people, so nobody else adds to their threads meanwhile.
 */
@Component
@Order(30)
class ChatEar implements Hears {

    private static final int LONGEST_ID = 255;
    private static final int LONGEST_MIME = 100;

    private final Numbers numbers;
    private final Contacts contacts;
    private final Messages messages;
    private final Reactions reactions;
    private final Conversations conversations;
    private final Live live;

    ChatEar(
            Numbers numbers,
            Contacts contacts,
            Messages messages,
            Reactions reactions,
            Conversations conversations,
            Live live) {
        this.numbers = numbers;
        this.contacts = contacts;
        this.messages = messages;
        this.reactions = reactions;
        this.conversations = conversations;
        this.live = live;
    }

    @Override
    public void hear(List<Heard> batch) {
        var arrived = arrived(batch);
        var come = new HashSet<String>();
        come.addAll(write(arrived.stream().filter(one -> !one.isReaction()).toList()));
        come.addAll(
                note(
                        batch.stream()
                                .map(Heard::notice)
                                .filter(Notice.MessageStatus.class::isInstance)
                                .map(Notice.MessageStatus.class::cast)
                                .toList()));
        react(arrived.stream().filter(Arrived::isReaction).toList(), come);
    }

    /** One that came in, and the number it came to. */
    private record Arrived(Id number, Notice.Message notice) {

        boolean isReaction() {
            return notice.kind().equals(Message.REACTION);
        }
    }

    private List<Arrived> arrived(List<Heard> batch) {
        var told =
                batch.stream().filter(heard -> heard.notice() instanceof Notice.Message).toList();
        var ours = numbers.concerned(told);
        var arrived = new ArrayList<Arrived>();
        for (var heard : told) {
            var number = heard.phoneNumberId() == null ? null : ours.get(heard.phoneNumberId());
            if (number != null
                    && heard.notice() instanceof Notice.Message notice
                    && notice.id().length() <= LONGEST_ID) {
                arrived.add(new Arrived(number, notice));
            }
        }
        arrived.sort(Comparator.comparing(one -> one.notice().at()));
        return arrived;
    }

    /** Answers what Meta calls those that are new. */
    private List<String> write(List<Arrived> arrived) {
        if (arrived.isEmpty()) {
            return List.of();
        }
        var known =
                messages.known(arrived.stream().map(one -> one.notice().id()).distinct().toList());
        var seen = new HashSet<String>(known);
        var fresh = arrived.stream().filter(one -> seen.add(one.notice().id())).toList();
        if (fresh.isEmpty()) {
            return List.of();
        }
        var people = contacts.meet(fresh.stream().map(one -> one.notice().person()).toList());
        var written =
                fresh.stream()
                        .map(one ->
                                message(
                                        one,
                                        Objects.requireNonNull(people.get(one.notice().person()))))
                        .toList();
        messages.addAll(written);
        conversations.written(inBrief(written));
        return fresh.stream().map(one -> one.notice().id()).toList();
    }

    private static Message message(Arrived arrived, Id contact) {
        var notice = arrived.notice();
        return new Message(
                Id.fresh(),
                contact,
                arrived.number(),
                notice.at(),
                true,
                notice.kind(),
                Objects.requireNonNullElse(notice.text(), ""),
                notice.media() != null && Graph.isId(notice.media()) ? notice.media() : null,
                shorter(notice.mimeType(), LONGEST_MIME),
                null,
                "",
                shorter(notice.answers(), LONGEST_ID),
                null,
                notice.id(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static @Nullable String shorter(@Nullable String text, int longest) {
        return text == null || text.length() > longest ? null : text;
    }

    private static List<Conversations.Written> inBrief(List<Message> written) {
        var byContact = new LinkedHashMap<Id, List<Message>>();
        written.forEach(message ->
                byContact
                        .computeIfAbsent(message.contactId(), id -> new ArrayList<>())
                        .add(message));
        return byContact.values().stream()
                .map(all -> new Conversations.Written(all.getLast(), all.size()))
                .toList();
    }

    /**
     * @param come what Meta calls the messages that came, or are known by that name since now
     */
    private void react(List<Arrived> told, Set<String> come) {
        var reactions =
                reactions(told.stream().filter(one -> one.notice().answers() != null).toList());
        this.reactions.keep(reactions);
        reactions.forEach(reaction -> come.add(reaction.on()));
        var concerned = new HashSet<>(this.reactions.put(come));
        reactions.forEach(reaction -> concerned.add(reaction.contact()));
        tell(concerned);
    }

    private List<Reactions.Reaction> reactions(List<Arrived> told) {
        var people = contacts.meet(told.stream().map(one -> one.notice().person()).toList());
        return told.stream()
                .map(one ->
                        new Reactions.Reaction(
                                one.number(),
                                Objects.requireNonNull(people.get(one.notice().person())),
                                Objects.requireNonNull(one.notice().answers()),
                                Objects.requireNonNullElse(one.notice().text(), ""),
                                one.notice().at()))
                .toList();
    }

    private static Map<String, Message> byMetaId(List<Message> all) {
        return all.stream()
                .filter(message -> message.messageId() != null)
                .collect(
                        Collectors.toMap(
                                message -> Objects.requireNonNull(message.messageId()),
                                message -> message));
    }

    /** Answers what Meta calls those of ours that were spoken of. */
    private List<String> note(List<Notice.MessageStatus> told) {
        if (told.isEmpty()) {
            return List.of();
        }
        var meant =
                messages.meant(
                        told.stream()
                                .map(Notice.MessageStatus::attempt)
                                .filter(Objects::nonNull)
                                .map(Objects::requireNonNull)
                                .distinct()
                                .toList(),
                        told.stream().map(Notice.MessageStatus::messageId).distinct().toList());
        if (meant.isEmpty()) {
            return List.of();
        }
        var byId = meant.stream().collect(Collectors.toMap(Message::id, message -> message));
        var byMetaId = byMetaId(meant);
        var concerned = new HashSet<Id>();
        var words = new ArrayList<Messages.Word>();
        for (var status : told) {
            var echoed = status.attempt() == null ? null : byId.get(status.attempt());
            var message = echoed != null ? echoed : byMetaId.get(status.messageId());
            if (message != null && message.status() != null) {
                words.add(word(message.id(), status));
                concerned.add(message.contactId());
            }
        }
        words.sort(Comparator.comparing(Messages.Word::id));
        messages.note(words);
        tell(concerned);
        return words.stream().flatMap(word -> Stream.ofNullable(word.messageId())).toList();
    }

    private static Messages.Word word(Id message, Notice.MessageStatus status) {
        var delivery = Delivery.of(status.delivery());
        return new Messages.Word(
                message,
                delivery,
                status.messageId().length() <= LONGEST_ID ? status.messageId() : null,
                delivery == Delivery.DELIVERED ? status.at() : null,
                delivery == Delivery.READ ? status.at() : null,
                status.error());
    }

    private void tell(Set<Id> contacts) {
        if (!contacts.isEmpty()) {
            live.changed(
                    Tenant.current().id(), contacts.stream().map(Conversations::topic).toList());
        }
    }
}
