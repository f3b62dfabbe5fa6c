package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

/**
 * A business's number as Meta describes it.
 *
 * @param displayNumber as people write it, such as {@code +91 80 4567 8901}
 * @param verifiedName what customers see
 * @param quality {@code GREEN YELLOW RED UNKNOWN}
 * @param status her word, such as {@code CONNECTED}
 */
public record NumberProfile(
        String phoneNumberId,
        String displayNumber,
        @Nullable String verifiedName,
        @Nullable String quality,
        @Nullable String status) {}
