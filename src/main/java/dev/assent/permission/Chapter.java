package dev.assent.permission;

import dev.assent.web.TimelineItem;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Something the ledger tells of a person: a request, an answer, a call, an end.
 *
 * @param id the same each time it is told, though its words may have changed
 * @param said what the person was sent, where it is a request with words of its own
 * @param messageId what Meta calls the message, where it is one and that is known
 */
public record Chapter(
        String id, TimelineItem line, @Nullable String said, @Nullable String messageId) {

    /** When it happened. */
    public Instant at() {
        return line.at();
    }

    static Chapter of(
            String source, TimelineItem line, @Nullable String said, @Nullable String messageId) {
        return new Chapter(
                UUID.nameUUIDFromBytes(source.getBytes(StandardCharsets.UTF_8)).toString(),
                line,
                said,
                messageId);
    }
}
