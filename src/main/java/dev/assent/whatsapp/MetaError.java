package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What Meta says went wrong.
 *
 * @param code her number for it, see {@link #trouble}; where an answer gave none, the HTTP status
 *     with a minus sign
 * @param details the sentence that explains it best, where she gives one
 * @param until when it is over, where she says so
 */
public record MetaError(
        int code, String message, @Nullable String details, @Nullable Instant until) {

    /** What the code means for us. */
    public Trouble trouble() {
        return Trouble.of(code);
    }
}
