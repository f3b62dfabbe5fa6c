package dev.assent.chat;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.Label;
import dev.assent.permission.Chapter;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A conversation in a list.
 *
 * @param key rows stand in the order of their keys, the greatest first
 * @param topics the live topics that concern it
 * @param words what happened last
 * @param icon of what happened last; null for a plain message
 * @param event whether it was no message, so that the words are ours
 * @param ours whether the business said it
 * @param standing where the person stands now
 * @param until when a temporary permission ends; null without one
 */
record Row(
        Id id,
        String key,
        String topics,
        String name,
        String words,
        @Nullable String icon,
        boolean event,
        boolean ours,
        Instant at,
        int unread,
        Label standing,
        @Nullable Instant until) {

    static Row of(
            Conversation conversation, Contact contact, @Nullable Chapter chapter, Instant now) {
        var id = conversation.contactId();
        var standing = contact.labelAt(now);
        var event = chapter != null && conversation.endsWithEvent() ? chapter.line() : null;
        return new Row(
                id,
                key(conversation),
                "live:%s from:body, live:%s from:body, over"
                        .formatted(Conversations.topic(id), Contacts.topic(id)),
                contact.name(),
                event != null
                        ? event.text()
                        : Kinds.brief(conversation.kind(), conversation.words()),
                event != null
                        ? event.icon()
                        : Kinds.word(conversation.kind()).isEmpty()
                                ? null
                                : Kinds.icon(conversation.kind()),
                event != null,
                event == null && conversation.messageAt() != null && !conversation.incoming(),
                conversation.lastAt(),
                conversation.unread(),
                standing,
                standing == Label.GRANTED ? contact.callableUntil() : null);
    }

    private static String key(Conversation conversation) {
        return "%011d:%s"
                .formatted(conversation.lastAt().getEpochSecond(), conversation.contactId());
    }

    /** Reads the key of a row. */
    static Conversations.@Nullable Place place(String key) {
        var parts = key.split(":", -1);
        return parts.length == 2 && parts[0].matches("\\d{11}") && Id.isOne(parts[1])
                ? new Conversations.Place(
                        Instant.ofEpochSecond(Long.parseLong(parts[0])), Id.parse(parts[1]))
                : null;
    }

    /** As {@code web/state} names the colour. */
    public String tone() {
        return switch (standing) {
            case GRANTED -> "go";
            case PENDING -> "wait";
            case DECLINED, REVOKED -> "stop";
            case NOT_REQUESTED, EXPIRED -> "idle";
        };
    }

    /** A name from {@code icons.txt}. */
    public String sign() {
        return switch (standing) {
            case GRANTED -> "phone-check";
            case PENDING -> "hourglass";
            case DECLINED -> "phone-x";
            case REVOKED -> "phone-off";
            case NOT_REQUESTED -> "phone";
            case EXPIRED -> "clock-off";
        };
    }

    public String meaning() {
        return switch (standing) {
            case GRANTED -> "May be called";
            case PENDING -> "Permission asked for";
            case DECLINED -> "Declined to be called";
            case REVOKED -> "Permission withdrawn";
            case NOT_REQUESTED -> "Not asked for permission";
            case EXPIRED -> "Permission has ended";
        };
    }
}
