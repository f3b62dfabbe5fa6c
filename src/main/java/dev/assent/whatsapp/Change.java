package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One change of a webhook, taken out of its envelope but not yet understood.
 *
 * @param wabaId the account; {@code "0"} where Meta leaves it open, then {@link #displayNumber}
 *     tells
 * @param at when Meta made it; null on messages and calls, whose items have times of their own
 * @param field what it is about, such as {@code messages}
 * @param phoneNumberId the number of the business it concerns; null where it concerns the account
 * @param displayNumber that number in digits, where she says it
 * @param value its JSON, byte for byte as it came
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Change(
        String wabaId,
        @Nullable Instant at,
        String field,
        @Nullable String phoneNumberId,
        @Nullable String displayNumber,
        byte[] value) {}
