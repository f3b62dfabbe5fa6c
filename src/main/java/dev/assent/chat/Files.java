package dev.assent.chat;

import dev.assent.number.Numbers;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.MediaFile;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.Objects;
import java.util.Optional;

/** What people sent besides words. Meta keeps it for days; what is not too large stays here. */
@Component
class Files {

    /** In bytes; Meta takes no larger picture, sound or video. */
    static final long LONGEST = 16L * 1024 * 1024;

    /** What the smallest packet of a database server takes in any case. */
    private static final int LONGEST_KEPT = 4 * 1024 * 1024;

    private final JdbcClient jdbc;
    private final Numbers numbers;
    private final Graph graph;

    Files(JdbcClient jdbc, Numbers numbers, Graph graph) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.graph = graph;
    }

    /** What came of looking for one. */
    sealed interface Found {

        @SuppressWarnings("ArrayRecordComponent") // nobody compares files
        record File(String mimeType, byte[] bytes) implements Found {}

        /** It is longer than {@link #LONGEST}. */
        record TooLarge() implements Found {}

        /** Meta does not keep it any more, or the number is not connected. */
        record Gone() implements Found {}

        /** Meta did not answer. */
        record Later() implements Found {}
    }

    /** The file of this message. Not to be called inside a transaction: Meta is asked. */
    Found of(Message message) {
        return kept(message).orElseGet(() -> fetched(message));
    }

    private Optional<Found> kept(Message message) {
        return jdbc.sql("select mime, bytes from message_file where message = ?")
                .param(message.id().value())
                .query((row, _) ->
                        (Found) new Found.File(row.getString("mime"), row.getBytes("bytes")))
                .optional();
    }

    private Found fetched(Message message) {
        var number = numbers.find(message.numberId());
        if (number.isEmpty()) {
            return new Found.Gone();
        }
        var media = Objects.requireNonNull(message.media());
        return switch (graph.media(number.get().phoneNumberId(), media, LONGEST)) {
            case Answer.Done<MediaFile>(var file) -> keep(message, file);
            case Answer.Refused<MediaFile> _ -> new Found.Gone();
            case Answer.Unreachable<MediaFile> _,
                    Answer.Failed<MediaFile> _,
                    Answer.Silent<MediaFile> _ ->
                    new Found.Later();
        };
    }

    private Found keep(Message message, MediaFile file) {
        var bytes = file.bytes();
        if (bytes == null) {
            return new Found.TooLarge();
        }
        var mime = mime(message, file.mimeType());
        if (bytes.length <= LONGEST_KEPT) {
            jdbc.sql(
                            """
                            insert into message_file (message, mime, bytes) values (?, ?, ?)
                            on duplicate key update message = message
                            """)
                    .params(message.id().value(), mime, bytes)
                    .update();
        }
        return new Found.File(mime, bytes);
    }

    private static String mime(Message message, @Nullable String told) {
        var mime = Objects.requireNonNullElse(message.mime(), Objects.requireNonNullElse(told, ""));
        return mime.length() <= 100 ? mime : "";
    }
}
