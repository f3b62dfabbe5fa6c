package dev.assent.chat;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What was written to and by one person, in brief.
 *
 * @param agent the account whose it is; null for nobody's
 * @param lastAt when anything happened last
 * @param eventAt when the ledger last told something
 * @param messageAt when somebody last wrote
 * @param numberId the number through which that was
 * @param incoming whether the person wrote it
 * @param kind of that message
 * @param words its text, shortened
 * @param unread how many messages of the person's nobody has looked at
 */
record Conversation(
        Id contactId,
        @Nullable Id agent,
        Instant lastAt,
        @Nullable Instant eventAt,
        @Nullable Instant messageAt,
        @Nullable Id numberId,
        boolean incoming,
        @Nullable String kind,
        String words,
        int unread) {

    /** Whether the ledger has the last word. */
    boolean endsWithEvent() {
        return eventAt != null && (messageAt == null || !eventAt.isBefore(messageAt));
    }
}
