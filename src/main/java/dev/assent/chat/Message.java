package dev.assent.chat;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.MetaError;
import dev.assent.whatsapp.Trouble;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * A line that somebody wrote.
 *
 * @param id of one of ours also the attempt that Meta echoes
 * @param kind Meta's type; {@code template} for one of ours, {@link #NOTE} for a word of the
 *     product's own that nobody sent
 * @param author who wrote it, as people know them; empty where the person did
 * @param answers Meta's id of the message it replies to
 * @param reaction the person's, on this message
 * @param status of one of ours; null on others
 * @param again the message that tried it once more
 */
record Message(
        Id id,
        Id contactId,
        Id numberId,
        Instant at,
        boolean incoming,
        String kind,
        String body,
        @Nullable String media,
        @Nullable String mime,
        @Nullable String template,
        String author,
        @Nullable String answers,
        @Nullable String reaction,
        @Nullable String messageId,
        @Nullable Delivery status,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt,
        @Nullable Integer errorCode,
        @Nullable String error,
        @Nullable Id again) {

    /** Longer than we wait for an answer of hers. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static final String NOTE = "note";
    static final String TEXT = "text";
    static final String TEMPLATE = "template";

    /** No line of its own: it waits for the message it stands on, see {@link Reactions}. */
    static final String REACTION = "reaction";

    /** One of ours that is about to be sent. */
    static Message outgoing(
            Id attempt,
            Id contact,
            Id number,
            Instant at,
            String body,
            @Nullable String template,
            String author) {
        return new Message(
                attempt,
                contact,
                number,
                at,
                false,
                template == null ? TEXT : TEMPLATE,
                body,
                null,
                null,
                template,
                author,
                null,
                null,
                null,
                Delivery.UNKNOWN,
                null,
                null,
                null,
                null,
                null);
    }

    /** A word of the product's own. */
    static Message note(Id contact, Instant at, String body, String author) {
        return new Message(
                Id.fresh(),
                contact,
                new Id(0),
                at,
                false,
                NOTE,
                body,
                null,
                null,
                null,
                author,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** When it is time to wonder whether Meta has one of ours of which she has not said a word. */
    Instant doubtful() {
        return at.plus(PATIENCE);
    }

    /** Whether it may be tried once more: it did not arrive, or nobody knows for a while. */
    boolean repeatable(Instant now) {
        return failed() || status == Delivery.UNKNOWN && !now.isBefore(doubtful());
    }

    boolean failed() {
        return status == Delivery.FAILED;
    }

    /** The key of the sentence why it did not arrive; null where it did, or nobody said. */
    @Nullable String trouble() {
        if (!failed()) {
            return null;
        }
        if (errorCode != null) {
            return new MetaError(errorCode, "", null, null).trouble().key();
        }
        return messageId == null ? "chat.not-connected" : Trouble.NOT_DELIVERED.key();
    }
}
