package dev.assent.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * How the simulated Meta behaves where Meta's pages are silent, contradict each other, or change.
 *
 * @param permissionSeconds how long a temporary permission lasts
 * @param ringSeconds how long a person's phone rings
 * @param userRingSeconds how long the business may take to accept a person's call
 * @param rejectedCallsCount whether a rejected call counts as unanswered
 * @param requestsCountWhenDelivered whether a request counts from its delivery, not its sending
 * @param failedRequestsCount whether a request that failed after all counts
 * @param manualRevocationTold whether a webhook tells of a revocation in the business profile
 * @param replyOpensWindow whether the answer to a request opens the service window
 * @param callbackWhenCallEnds whether a callback permission comes when the call is over, not when
 *     it begins
 * @param expiryIsNumber whether webhooks give the end of a permission as a number, not as text
 * @param expiryNameIsShort whether readings call it {@code expiration}
 * @param titleCaseStatus {@code Completed} instead of {@code COMPLETED}
 * @param contactsOnOutgoingCalls whether webhooks of outgoing calls name the contact
 * @param unansweredIsFailed whether a call nobody picked up ends as FAILED instead of COMPLETED
 * @param windowRefusedLater whether 131047 comes as a failed status instead of an answer
 * @param uncallableBeforePermission whether 138001 is said before 138006
 * @param barredCountriesMayAsk whether numbers that may not call may still ask
 * @param templatesApprovedAtOnce whether nobody needs to approve templates
 * @param concurrentCalls of one number
 * @param callStartsPerDay of one number
 * @param messagesPerSecond of one number
 * @param managementRequestsPerHour of one account: templates, lists, subscriptions
 * @param retryHours how long a webhook is tried again
 * @param barredCountries where numbers may not call, instead of the edition's list; blank = that
 */
record Quirks(
        int permissionSeconds,
        int ringSeconds,
        int userRingSeconds,
        boolean rejectedCallsCount,
        boolean requestsCountWhenDelivered,
        boolean failedRequestsCount,
        boolean manualRevocationTold,
        boolean replyOpensWindow,
        boolean callbackWhenCallEnds,
        boolean expiryIsNumber,
        boolean expiryNameIsShort,
        boolean titleCaseStatus,
        boolean contactsOnOutgoingCalls,
        boolean unansweredIsFailed,
        boolean windowRefusedLater,
        boolean uncallableBeforePermission,
        boolean barredCountriesMayAsk,
        boolean templatesApprovedAtOnce,
        int concurrentCalls,
        int callStartsPerDay,
        int messagesPerSecond,
        int managementRequestsPerHour,
        int retryHours,
        String barredCountries) {

    private static final Set<String> COUNTRIES =
            Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    static final Quirks DEFAULT =
            new Quirks(
                    604_800, 45, 45, true, false, false, true, true, false, false, false, false,
                    true, false, false, false, false, false, 1_000, 10_000, 80, 5_000, 168, "");

    /** What a form or a program leaves out counts as empty. */
    Quirks {
        barredCountries =
                Objects.requireNonNullElse(barredCountries, "").strip().toUpperCase(Locale.ROOT);
    }

    Quirks checked() {
        Settings.inRange("permission_seconds", permissionSeconds, 1, 31_536_000);
        Settings.inRange("ring_seconds", ringSeconds, 1, 3_600);
        Settings.inRange("user_ring_seconds", userRingSeconds, 1, 3_600);
        Settings.inRange("concurrent_calls", concurrentCalls, 0, 1_000_000);
        Settings.inRange("call_starts_per_day", callStartsPerDay, 0, 1_000_000);
        Settings.inRange("messages_per_second", messagesPerSecond, 0, 1_000_000);
        Settings.inRange("management_requests_per_hour", managementRequestsPerHour, 0, 1_000_000);
        Settings.inRange("retry_hours", retryHours, 0, 8_760);
        barred().stream()
                .filter(code -> !COUNTRIES.contains(code))
                .findFirst()
                .ifPresent(code -> {
                    throw new Impossible("No country has the code “" + code + "”.");
                });
        return this;
    }

    public boolean bars(BusinessNumber number) {
        var barred = barred();
        return barred.isEmpty()
                ? number.edition().barredCountries.contains(number.country())
                : barred.contains(number.country());
    }

    private List<String> barred() {
        return Arrays.stream(barredCountries.split("[\\s,;]+"))
                .filter(code -> !code.isEmpty())
                .toList();
    }
}
