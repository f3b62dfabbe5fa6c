package dev.assent.call;

import static java.util.Objects.requireNonNullElse;

import dev.assent.access.Member;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What somebody changes about a callback.
 *
 * @param agent an account, or empty for nobody
 * @param due in the time zone of the business
 * @param version what they saw, as it came back with the form
 */
record CallbackForm(
        String agent,
        String due,
        @Size(max = LONGEST_NOTE, message = "Use at most 2,000 characters.") String note,
        String version) {

    static final int LONGEST_NOTE = 2_000;

    CallbackForm {
        agent = requireNonNullElse(agent, "").strip();
        due = requireNonNullElse(due, "").strip();
        note = requireNonNullElse(note, "").strip();
        version = requireNonNullElse(version, "");
    }

    static CallbackForm of(Callback callback, ZoneId zone) {
        return new CallbackForm(
                callback.agent() == null ? "" : callback.agent().toString(),
                LocalDateTime.ofInstant(callback.dueAt(), zone)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString(),
                callback.note(),
                Integer.toString(callback.version()));
    }

    /** What is wanted, or nothing and a word about what is wrong with it. */
    Callbacks.@Nullable Wish wish(List<Member> members, ZoneId zone, Errors errors) {
        var dueAt = dueAt(zone, errors);
        var wanted =
                members.stream()
                        .filter(member -> member.account().toString().equals(agent))
                        .findFirst()
                        .orElse(null);
        if (wanted == null && !agent.isEmpty()) {
            errors.rejectValue("agent", "gone", "This person is not in your team any more.");
        }
        return errors.hasErrors() || dueAt == null
                ? null
                : new Callbacks.Wish(wanted, dueAt, note, seen());
    }

    /** What cannot be a version is none that anybody saw. */
    private int seen() {
        return version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
    }

    private @Nullable Instant dueAt(ZoneId zone, Errors errors) {
        try {
            var at = LocalDateTime.parse(due).atZone(zone).toInstant();
            if (at.isAfter(Instant.parse("2000-01-01T00:00:00Z"))
                    && at.isBefore(Instant.parse("2100-01-01T00:00:00Z"))) {
                return at;
            }
        } catch (DateTimeParseException unreadable) {
            // told below
        }
        errors.rejectValue("due", "unreadable", "Choose a day and a time.");
        return null;
    }
}
