package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A business's number.
 *
 * @param digits what others see of it as sender
 * @param country ISO code of the number itself
 * @param tokenValid whether the token still opens anything
 * @param messagingLimit people it may write to in 24 hours, by Meta's word for it
 * @param calling settings, as JSON
 * @param pausedUntil until when it may neither call nor ask, for low quality
 * @param subscribed whether an application takes the webhooks of its account
 * @param allowedRecipients the only people a test number may write to, else null
 * @param webhookUrl where its webhooks go instead of the application's common address
 */
record BusinessNumber(
        String phoneNumberId,
        String wabaId,
        String digits,
        String displayPhoneNumber,
        String verifiedName,
        String country,
        Edition edition,
        String accessToken,
        boolean tokenValid,
        String qualityRating,
        String messagingLimit,
        String calling,
        @Nullable Instant pausedUntil,
        boolean subscribed,
        @Nullable String allowedRecipients,
        @Nullable String webhookUrl,
        @Nullable String webhookSecret) {

    public CallingSettings callingSettings() {
        return CallingSettings.of(calling);
    }

    public boolean pausedAt(Instant now) {
        return pausedUntil != null && now.isBefore(pausedUntil);
    }

    boolean mayWriteTo(String waId) {
        return allowedRecipients == null
                || List.of(allowedRecipients.strip().split("[^0-9]+")).contains(waId);
    }

    /** At most two letters to stand for it in a picture. */
    public String initials() {
        return Names.initials(verifiedName);
    }
}
