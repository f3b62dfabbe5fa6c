package dev.assent.permission;

import dev.assent.rules.RequestLife;
import dev.assent.template.Languages;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A request for permission as it is stored.
 *
 * @param template its name; null on a free-form request
 * @param body the text as the person sees it
 * @param moment when Meta took it, or when we tried
 * @param status as it was when time or a happening last changed it, see {@link #status(Instant)}
 * @param expiresAt when it ends without an answer
 * @param messageId Meta's id of the message; null while unknown
 */
public record Request(
        Id id,
        Id pairId,
        boolean freeForm,
        @Nullable String template,
        @Nullable String language,
        String body,
        String askedBy,
        Instant moment,
        RequestLife.Status status,
        @Nullable Instant statusAt,
        Instant expiresAt,
        @Nullable String messageId,
        @Nullable Integer errorCode,
        @Nullable String error) {

    /** What people call the language of its template; null on a free-form request. */
    public @Nullable String languageName() {
        return language == null ? null : Languages.name(language);
    }

    /** What became of it by now: an open one expires by time alone. */
    public RequestLife.Status status(Instant now) {
        return status.open() && !now.isBefore(expiresAt) ? RequestLife.Status.EXPIRED : status;
    }
}
