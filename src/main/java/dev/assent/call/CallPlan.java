package dev.assent.call;

import dev.assent.contact.Contact;
import dev.assent.contact.Label;
import dev.assent.number.BusinessNumber;
import dev.assent.permission.CallUse;
import dev.assent.permission.Sign;
import dev.assent.permission.Step;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What somebody sees who is about to call.
 *
 * @param who the person, as one would speak of them
 * @param topic what changes when this does
 * @param lines our numbers, each with where it stands with the person
 * @param number the one that would call; null if none is connected
 * @param granted what the permission allows; null where there is none
 * @param warnings what to consider although it is allowed
 * @param risk what the caller must agree to expressly; null where there is nothing
 * @param refusal why it cannot be; null if it can
 * @param there the time of day where the person is; null where the number does not tell
 * @param next when this must be drawn anew, beside the moments it shows
 */
record CallPlan(
        Contact contact,
        String who,
        String topic,
        List<Line> lines,
        @Nullable BusinessNumber number,
        @Nullable Granted granted,
        List<String> warnings,
        @Nullable String risk,
        @Nullable Refusal refusal,
        @Nullable There there,
        @Nullable Instant next) {

    /** Whether the call can be made. */
    public boolean possible() {
        return number != null && refusal == null;
    }

    /** The standing that forbids it; null where it is time or a rule that does. */
    public @Nullable Sign blame() {
        if (refusal == null || refusal.clearsAt() != null) {
            return null;
        }
        return lines.stream()
                .filter(Line::chosen)
                .map(Line::sign)
                .filter(sign -> sign.label() != Label.GRANTED)
                .findFirst()
                .orElse(null);
    }

    /**
     * One of our numbers.
     *
     * @param callable whether it may call now
     * @param chosen whether it is the one that would call
     */
    record Line(BusinessNumber number, Sign sign, boolean callable, boolean chosen) {}

    /**
     * A permission in force.
     *
     * @param until when it ends; null if it does not
     * @param unanswered our unanswered calls in a row
     * @param consequence what comes of the next one
     */
    record Granted(
            @Nullable Instant until, CallUse calls, int unanswered, @Nullable String consequence) {}

    /**
     * @param text one sentence
     * @param clearsAt when it is over if nothing else happens
     * @param also what else is in the way
     * @param askAgainAt when one may ask, where that is what one waits for
     * @param step what helps; null where only time does
     * @param otherwise another number of ours that may call; null if none may
     */
    record Refusal(
            String text,
            @Nullable Instant clearsAt,
            List<Obstacle> also,
            @Nullable Instant askAgainAt,
            @Nullable Step step,
            @Nullable BusinessNumber otherwise) {}

    /**
     * @param clearsAt when it is over if nothing else happens
     */
    record Obstacle(String text, @Nullable Instant clearsAt) {}

    /**
     * The time of day for somebody.
     *
     * @param time such as {@code Fri 13:07}
     * @param late whether people may be asleep
     */
    record There(ZoneId zone, String time, boolean late) {}

    public Id id() {
        return contact.id();
    }
}
