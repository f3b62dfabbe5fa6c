package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What stands in a chat.
 *
 * @param kind Meta's type, with {@code request} and {@code reply} for call permissions
 * @param body the text as the person reads it
 * @param media what a picture or sound was referred to by
 * @param buttons quick replies, as JSON
 * @param category {@code service}, {@code utility} or {@code marketing}
 * @param isRequest whether it asks for permission to call
 * @param answer what the person chose, if it is a request
 * @param contextId what it answers
 * @param opaque what the application wants to hear again with each status
 */
record Message(
        long id,
        long pairId,
        String wamid,
        Sender sender,
        String kind,
        @Nullable String header,
        String body,
        @Nullable String footer,
        @Nullable String media,
        @Nullable String buttons,
        @Nullable String template,
        String category,
        boolean isRequest,
        @Nullable Answer answer,
        @Nullable Instant answeredAt,
        @Nullable String contextId,
        @Nullable String opaque,
        Instant sentAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt,
        @Nullable Instant failedAt,
        @Nullable Integer failedCode) {

    private static final Duration REQUEST_LASTS = Duration.ofDays(7);

    enum Sender {
        BUSINESS,
        PERSON,
        /** WhatsApp itself, on the phone alone. */
        WHATSAPP
    }

    enum Answer {
        ALLOWED,
        ALWAYS,
        DECLINED
    }

    /** A quick reply under a message. */
    record Button(String text, String payload) {}

    Message ofPair(long pair) {
        return new Message(
                id,
                pair,
                wamid,
                sender,
                kind,
                header,
                body,
                footer,
                media,
                buttons,
                template,
                category,
                isRequest,
                answer,
                answeredAt,
                contextId,
                opaque,
                sentAt,
                deliveredAt,
                readAt,
                failedAt,
                failedCode);
    }

    Message answered(Answer given, Instant at) {
        return new Message(
                id,
                pairId,
                wamid,
                sender,
                kind,
                header,
                body,
                footer,
                media,
                buttons,
                template,
                category,
                isRequest,
                given,
                at,
                contextId,
                opaque,
                sentAt,
                deliveredAt,
                readAt,
                failedAt,
                failedCode);
    }

    boolean delivered() {
        return deliveredAt != null;
    }

    boolean failed() {
        return failedAt != null;
    }

    /** Whether nobody can answer this request any more, seen among all requests of its pair. */
    boolean expiredAt(Instant now, List<Message> requests) {
        var superseded =
                requests.stream()
                        .anyMatch(other ->
                                other.id() > id && (other.delivered() || other.answer() != null));
        var from = answeredAt != null ? answeredAt : deliveredAt;
        return superseded || from != null && !now.isBefore(from.plus(REQUEST_LASTS));
    }

    boolean answerableAt(Instant now, List<Message> requests) {
        return isRequest && delivered() && !failed() && !expiredAt(now, requests);
    }

    List<Button> buttonList() {
        return buttons == null
                ? List.of()
                : List.of(Json.MAPPER.readValue(buttons, Button[].class));
    }
}
