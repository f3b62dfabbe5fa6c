package dev.assent.call;

import dev.assent.contact.Contacts;
import dev.assent.contact.Who;
import dev.assent.permission.Sheet;
import dev.assent.rules.Limit;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Somebody we may call, as the queue shows them.
 *
 * @param phone as people write it; empty where the name is no more than that
 * @param from through which of our numbers; null where there is only one
 * @param until when the permission ends; null on a permanent one
 * @param granted since when we have it
 * @param called when we last called; null if we never did
 * @param unanswered how many calls in a row were not answered
 * @param callable whether the rules let us call at this second
 * @param claim whose they are at the moment; null if nobody's
 * @param mine whether they are the reader's
 */
record ReadyRow(
        Id contact,
        Id number,
        String topic,
        String claimTopic,
        String name,
        String phone,
        @Nullable String from,
        @Nullable Instant until,
        @Nullable Instant granted,
        @Nullable Instant called,
        int unanswered,
        Limit calls,
        boolean callable,
        @Nullable Instant clearsAt,
        @Nullable Claim claim,
        boolean mine) {

    static ReadyRow of(
            Sheet sheet,
            @Nullable Instant called,
            @Nullable Claim claim,
            Id reader,
            @Nullable String from) {
        var contact = sheet.contact();
        var who = Who.of(contact);
        var position = sheet.position();
        var granted = position.standing() instanceof Standing.Granted standing ? standing : null;
        var holds = claim != null && claim.holdsAt(position.now()) ? claim : null;
        return new ReadyRow(
                contact.id(),
                sheet.number().id(),
                Contacts.topic(contact.id()),
                Claims.topic(contact.id()),
                who.name(),
                who.phone(),
                from,
                granted == null ? null : granted.until(),
                granted == null ? null : granted.since(),
                called,
                position.unansweredRow().size(),
                position.callLimits().getFirst(),
                sheet.mayCall().allowed(),
                sheet.mayCall() instanceof Verdict.Refused refused
                        ? refused.decisive().clearsAt()
                        : null,
                holds,
                holds != null && holds.isOf(reader));
    }

    /** Whether there is no permission any more, and not just a limit in the way. */
    public boolean gone() {
        return granted == null;
    }

    /** Whether a colleague is about to call. */
    public boolean taken() {
        return claim != null && !mine;
    }

    /** Whose they are; empty if nobody's. */
    public String holder() {
        return claim == null ? "" : mine ? "you" : claim.agentName();
    }
}
