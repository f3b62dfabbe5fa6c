package dev.assent.call;

import dev.assent.tenancy.Id;

import java.time.Instant;

/**
 * Somebody of us is about to call a person.
 *
 * @param agent the account
 * @param until when it is over by itself
 */
record Claim(Id contact, Id agent, String agentName, Instant until) {

    boolean holdsAt(Instant moment) {
        return moment.isBefore(until);
    }

    boolean isOf(Id account) {
        return agent.equals(account);
    }
}
