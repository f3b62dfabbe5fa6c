package dev.assent.api;

import dev.assent.permission.Request;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;

/** A request for permission, as the API shows it. */
@JsonNaming(SnakeCaseStrategy.class)
record RequestView(
        String id,
        String status,
        Instant sentAt,
        @Nullable Instant expiresAt,
        @Nullable String messageId) {

    static RequestView of(Request request, Instant now) {
        return new RequestView(
                request.id().toString(),
                CallPermissions.word(request.status(now)),
                request.moment(),
                request.expiresAt(),
                request.messageId());
    }
}
