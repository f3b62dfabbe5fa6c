package dev.assent.number;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What matters most about a number now, in one word.
 *
 * @param until when it is over, where that is known
 */
record NumberState(String tone, String icon, String word, @Nullable Instant until) {

    /**
     * @param mayCall whether numbers of its country may call
     */
    static NumberState of(BusinessNumber number, boolean mayCall, Instant now) {
        if (!number.connected()) {
            return new NumberState("idle", "wifi-off", "Disconnected", null);
        }
        if (number.tokenRefusedAt() != null) {
            return new NumberState("stop", "key", "Needs a new token", null);
        }
        if (!mayCall || number.barredAt(now)) {
            return new NumberState("stop", "ban", "Country barred", null);
        }
        if (number.pausedAt(now)) {
            return new NumberState("wait", "player-pause", "Paused", number.pausedUntil());
        }
        if (number.rateLimitedAt(now)) {
            return new NumberState("wait", "hourglass", "Slowed down", number.rateLimitedUntil());
        }
        if (number.sip()) {
            return new NumberState("stop", "phone-off", "Calls run over SIP", null);
        }
        return number.calling()
                ? new NumberState("go", "phone-check", "Calling on", null)
                : new NumberState("idle", "phone-off", "Calling off", null);
    }
}
