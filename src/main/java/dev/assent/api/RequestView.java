package dev.assent.api;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assent.permission.Request;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A request for permission, as the API shows it. */
record RequestView(
        String id,
        String status,
        @JsonProperty("sent_at") Instant sentAt,
        @JsonProperty("expires_at") @Nullable Instant expiresAt,
        @JsonProperty("message_id") @Nullable String messageId) {

    static RequestView of(Request request, Instant now) {
        return new RequestView(
                request.id().toString(),
                CallPermissions.word(request.status(now)),
                request.moment(),
                request.expiresAt(),
                request.messageId());
    }
}
