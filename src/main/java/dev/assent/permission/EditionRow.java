package dev.assent.permission;

import dev.assent.rules.Edition;
import dev.assent.web.Country;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A rule and its number in each edition.
 *
 * @param number as {@code docs/rules.md} counts it
 * @param values in the order of the editions
 */
record EditionRow(String number, String rule, List<String> values) {

    static List<EditionRow> all() {
        return List.of(
                row("1.1", "A permission for a time lasts", _ -> days(Edition.TEMPORARY_GRANT)),
                row("1.2", "A permission for good lasts", _ -> "until revoked"),
                row("1.3", "Requests to one person in 24 h", Edition::requestsIn24h),
                row("1.4", "Requests to one person in 7 days", Edition::requestsIn7d),
                row("1.5", "Connected calls to one person in 24 h", Edition::callsIn24h),
                row(
                        "1.6",
                        "Connected calls under one permission",
                        edition ->
                                edition.callsPerGrant() == null
                                        ? "no limit"
                                        : edition.callsPerGrant()),
                row("1.7", "Unanswered in a row: WhatsApp warns", Edition::unansweredWarns),
                row("1.8", "Unanswered in a row: revoked", Edition::unansweredRevokes),
                row("1.9", "A request expires after", _ -> days(Edition.REQUEST_LIFE)),
                row("1.10", "Service window", _ -> hours(Edition.SERVICE_WINDOW)),
                row("1.11", "Business numbers that may not call", EditionRow::countries),
                row("1.12", "Comparisons with WhatsApp per second", Edition::readsPerSecond));
    }

    private static EditionRow row(String number, String rule, Function<Edition, Object> value) {
        return new EditionRow(
                number,
                rule,
                Arrays.stream(Edition.values())
                        .map(edition -> value.apply(edition).toString())
                        .toList());
    }

    private static String countries(Edition edition) {
        return edition.barredCountries().stream()
                .map(Country::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String days(Duration duration) {
        return duration.toDays() + " days";
    }

    private static String hours(Duration duration) {
        return duration.toHours() + " h";
    }
}
