package dev.assent.permission;

import dev.assent.rules.Edition;
import dev.assent.rules.Position;
import dev.assent.rules.RequestLife;
import dev.assent.rules.Standing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** How it came that a pair stands where it does, in a few words. */
record LastChange(String text, Instant at) {

    /**
     * @param asker who asked last; null if nobody ever did
     */
    static LastChange of(Sheet sheet, @Nullable String asker) {
        var position = sheet.position();
        return switch (position.standing()) {
            case Standing.NotRequested _ -> beforeAnyAnswer(sheet);
            case Standing.Pending pending ->
                    new LastChange(asker == null ? "Asked" : "Asked by " + asker, pending.since());
            case Standing.Granted granted -> new LastChange(given(granted), granted.since());
            case Standing.Declined declined -> new LastChange("Declined", declined.since());
            case Standing.Revoked revoked -> new LastChange(taken(revoked, sheet), revoked.since());
            case Standing.Expired expired -> new LastChange("Permission ended", expired.since());
        };
    }

    private static LastChange beforeAnyAnswer(Sheet sheet) {
        var requests = sheet.position().requests();
        var at = Change.lastEnd(requests);
        if (at == null) {
            return new LastChange("Added", sheet.contact().changedAt());
        }
        return new LastChange(
                requests.getLast().status() == RequestLife.Status.FAILED
                        ? "Request did not arrive"
                        : "Request expired unanswered",
                at);
    }

    private static String given(Standing.Granted granted) {
        return switch (granted.source()) {
            case REQUEST -> granted.permanent() ? "Allowed always" : allowed(granted);
            case CALLBACK -> "Allowed by calling you";
            case PROFILE -> "From business profile";
            case READING -> "Told by WhatsApp";
        };
    }

    private static String allowed(Standing.Granted granted) {
        return granted.since().plus(Edition.TEMPORARY_GRANT).equals(granted.until())
                ? "Allowed for 7 days"
                : "Allowed for a time";
    }

    private static String taken(Standing.Revoked revoked, Sheet sheet) {
        return switch (revoked.by()) {
            case USER -> "Permission withdrawn";
            case PLATFORM ->
                    byCall(sheet.position())
                            ? "%d unanswered in a row"
                                    .formatted(sheet.policy().edition().unansweredRevokes())
                            : "Withdrawn by WhatsApp";
            case UNKNOWN -> "Gone, says WhatsApp";
        };
    }

    private static boolean byCall(Position position) {
        var cause = position.turns().getLast().cause();
        return position.calls().stream().anyMatch(call -> call.id().equals(cause));
    }
}
