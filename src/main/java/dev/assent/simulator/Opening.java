package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A business number to be opened. Only business and country are needed, or business and display
 * number; whatever else is missing is made up.
 *
 * @param calling what differs from fresh calling settings, in which calling is enabled
 */
record Opening(
        @Nullable String business,
        @Nullable String country,
        @Nullable String phoneNumberId,
        @Nullable String displayPhoneNumber,
        @Nullable String wabaId,
        @Nullable String accessToken,
        @Nullable Edition edition,
        @Nullable String qualityRating,
        @Nullable String messagingLimit,
        @Nullable JsonNode calling,
        @Nullable Instant pausedUntil,
        @Nullable Boolean subscribed,
        @Nullable String allowedRecipients,
        @Nullable String webhookUrl,
        @Nullable String webhookSecret) {

    BusinessNumber number(Instant now) {
        if (business == null || business.isBlank()) {
            throw new Impossible("Say whose number it is: business is missing.");
        }
        var digits =
                displayPhoneNumber != null && !displayPhoneNumber.isBlank()
                        ? Names.digits(displayPhoneNumber)
                        : Names.someNumber(countryWanted());
        var fresh = CallingSettings.fresh(true);
        var settings = calling == null ? fresh : fresh.changed(calling, now);
        return new BusinessNumber(
                or(phoneNumberId, Ids.digits()),
                or(wabaId, Ids.digits()),
                digits,
                or(displayPhoneNumber, Names.international(digits)),
                Names.fitting("The name of a business", business, Names.LONGEST),
                country == null || country.isBlank() ? Names.country(digits) : countryWanted(),
                edition == null ? Edition.DOCUMENTED : edition,
                or(accessToken, Ids.accessToken()),
                true,
                or(qualityRating, "GREEN"),
                or(messagingLimit, "TIER_2K"),
                Json.write(settings.json()),
                pausedUntil,
                subscribed == null || subscribed,
                allowedRecipients,
                webhookUrl,
                webhookSecret);
    }

    private String countryWanted() {
        return Optional.ofNullable(country)
                .filter(code -> !code.isBlank())
                .map(code -> code.strip().toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new Impossible("Say in which country: country is missing."));
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null || given.isBlank() ? otherwise : given.strip();
    }
}
