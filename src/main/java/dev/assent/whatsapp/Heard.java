package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

/**
 * A notice and which of the business's numbers it concerns.
 *
 * @param phoneNumberId Meta's id of the number; null where she speaks of the whole account
 * @param wabaId the account
 */
public record Heard(@Nullable String phoneNumberId, String wabaId, Notice notice) {}
