package dev.assent.chat;

import dev.assent.permission.Chapter;
import dev.assent.tenancy.Id;
import dev.assent.web.TimelineItem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A line of a thread as it is drawn: something written, something that happened, or the day it was.
 *
 * @param id of the element in the page
 * @param key lines stand in the order of their keys
 * @param day the day that begins here; null on other lines
 * @param message what was written; null on other lines
 * @param shows how a message is drawn: {@code text image audio video file other note}; {@code
 *     unread} where the unread ones begin; empty on other lines
 * @param quoted the beginning of what it answers
 * @param trouble why one of ours did not arrive, in a sentence
 * @param event what happened; null on other lines
 * @param said what a request for permission said
 * @param reaction the sign that the person put on it
 */
record Line(
        String id,
        String key,
        @Nullable LocalDate day,
        @Nullable Message message,
        String shows,
        @Nullable String quoted,
        @Nullable String trouble,
        @Nullable TimelineItem event,
        @Nullable String said,
        @Nullable String reaction) {

    /** In characters; more than the lines that {@code .chat-long} shows. */
    private static final int LONG = 1_000;

    private static final int MANY_LINES = 10;

    static Line of(LocalDate day, Instant begins) {
        return new Line(
                "day-" + day, key(begins, "0"), day, null, "", null, null, null, null, null);
    }

    static Line of(Message message, @Nullable String quoted, @Nullable String trouble) {
        return new Line(
                "line-" + message.id(),
                key(message),
                null,
                message,
                shows(message),
                quoted,
                trouble,
                null,
                null,
                message.reaction());
    }

    /** Where the unread ones begin. */
    static Line unreadFrom(Message message) {
        return new Line(
                "thread-unread",
                key(message.at(), message.id() + ":0"),
                null,
                null,
                "unread",
                null,
                null,
                null,
                null,
                null);
    }

    static Line of(Chapter chapter, @Nullable String reaction) {
        return new Line(
                "event-" + chapter.id(),
                key(chapter),
                null,
                null,
                "",
                null,
                null,
                chapter.line(),
                chapter.said(),
                reaction);
    }

    /** When it was; of a day its beginning is told by the key alone. */
    @Nullable Instant at() {
        if (message != null) {
            return message.at();
        }
        return event == null ? null : event.at();
    }

    /** When it was, in seconds, so that one sees the order. */
    static String key(Message message) {
        return key(message.at(), message.id() + ":1");
    }

    static String key(Chapter chapter) {
        return key(chapter.at(), "~" + chapter.id());
    }

    private static String key(Instant at, String rest) {
        return "%011d:%s".formatted(at.getEpochSecond(), rest);
    }

    /** Reads the key of a message. */
    static Messages.@Nullable Place place(String key) {
        var parts = key.split(":", -1);
        return parts.length == 3 && parts[0].matches("\\d{11}") && Id.isOne(parts[1])
                ? new Messages.Place(
                        Instant.ofEpochSecond(Long.parseLong(parts[0])), Id.parse(parts[1]))
                : null;
    }

    /** Until when one of ours is being sent; null if it is not. */
    public @Nullable Instant sendingUntil(Instant now) {
        return message != null
                        && message.status() == Delivery.UNKNOWN
                        && now.isBefore(message.doubtful())
                ? message.doubtful()
                : null;
    }

    /** Whether nobody knows what became of it. */
    public boolean doubtful(Instant now) {
        return message != null && !message.failed() && message.repeatable(now);
    }

    /** Whether only its beginning is shown at first. */
    public boolean isLong() {
        return message != null
                && (message.body().codePointCount(0, message.body().length()) > LONG
                        || message.body().lines().count() > MANY_LINES);
    }

    /** What a message is that cannot be shown, in words. */
    public String word() {
        return message == null ? "" : Kinds.word(message.kind());
    }

    /** A name from {@code icons.txt}. */
    public String icon() {
        return message == null ? "" : Kinds.icon(message.kind());
    }

    private static String shows(Message message) {
        return switch (message.kind()) {
            case "text", "button", "interactive", "template" -> "text";
            case "image", "sticker" -> message.media() == null ? "other" : "image";
            case "audio" -> message.media() == null ? "other" : "audio";
            case "video" -> message.media() == null ? "other" : "video";
            case "document" -> message.media() == null ? "other" : "file";
            case Message.NOTE -> "note";
            default -> "other";
        };
    }
}
