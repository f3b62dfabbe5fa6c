package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * A call between a business and a person.
 *
 * @param outcome how it ended, once it has
 * @param grantNo the grant under which the business dialled
 * @param dueAt when it rings out, or is hung up, by itself
 * @param offer session description of the caller
 * @param answer session description of the called
 */
record PhoneCall(
        long id,
        long pairId,
        String phoneNumberId,
        String wacid,
        Caller caller,
        State state,
        @Nullable Outcome outcome,
        boolean voicemail,
        @Nullable Integer grantNo,
        @Nullable String opaque,
        Instant dialledAt,
        @Nullable Instant pickedUpAt,
        @Nullable Instant endedAt,
        @Nullable Instant dueAt,
        @Nullable Integer failedCode,
        @Nullable String offer,
        @Nullable String answer) {

    enum Caller {
        BUSINESS,
        PERSON
    }

    enum State {
        RINGING,
        CONNECTED,
        ENDED
    }

    enum Outcome {
        /** Picked up, then ended by one of the two. */
        COMPLETED,
        REJECTED,
        UNANSWERED,
        /** The caller gave up. */
        CANCELLED,
        FAILED
    }

    static PhoneCall dialled(
            Chat chat,
            Caller caller,
            Instant at,
            Instant ringsUntil,
            String offer,
            @Nullable String answer,
            @Nullable String opaque) {
        return new PhoneCall(
                0,
                chat.pair().id(),
                chat.number().phoneNumberId(),
                Ids.call(chat.phone().waId()),
                caller,
                State.RINGING,
                null,
                false,
                caller == Caller.BUSINESS ? chat.pair().grantNo() : null,
                opaque,
                at,
                null,
                null,
                ringsUntil,
                null,
                offer,
                answer);
    }

    /** Picked up, until then if it is known. */
    PhoneCall pickedUp(Instant at, boolean byVoicemail, @Nullable Instant until) {
        return new PhoneCall(
                id,
                pairId,
                phoneNumberId,
                wacid,
                caller,
                State.CONNECTED,
                null,
                byVoicemail,
                grantNo,
                opaque,
                dialledAt,
                at,
                null,
                until,
                null,
                offer,
                answer);
    }

    PhoneCall answeredWith(String sdp, @Nullable String newOpaque) {
        return new PhoneCall(
                id,
                pairId,
                phoneNumberId,
                wacid,
                caller,
                state,
                outcome,
                voicemail,
                grantNo,
                newOpaque == null ? opaque : newOpaque,
                dialledAt,
                pickedUpAt,
                endedAt,
                dueAt,
                failedCode,
                offer,
                sdp);
    }

    PhoneCall ended(Outcome how, Instant at, @Nullable Integer code) {
        return new PhoneCall(
                id,
                pairId,
                phoneNumberId,
                wacid,
                caller,
                State.ENDED,
                how,
                voicemail,
                grantNo,
                opaque,
                dialledAt,
                pickedUpAt,
                at,
                null,
                code,
                offer,
                answer);
    }

    PhoneCall ofPair(long pair) {
        return new PhoneCall(
                id,
                pair,
                phoneNumberId,
                wacid,
                caller,
                state,
                outcome,
                voicemail,
                grantNo,
                opaque,
                dialledAt,
                pickedUpAt,
                endedAt,
                dueAt,
                failedCode,
                offer,
                answer);
    }

    boolean byBusiness() {
        return caller == Caller.BUSINESS;
    }

    boolean ringing() {
        return state == State.RINGING;
    }

    boolean open() {
        return state != State.ENDED;
    }

    /** Whether somebody picked up, voicemail included; a call that broke down never counts. */
    boolean connected() {
        return pickedUpAt != null && outcome != Outcome.FAILED;
    }

    /** Whether the business called for nothing. */
    boolean unanswered(boolean rejectedCounts) {
        return byBusiness()
                && state == State.ENDED
                && pickedUpAt == null
                && outcome != Outcome.FAILED
                && (rejectedCounts || outcome != Outcome.REJECTED);
    }

    /** When it began to count: its pick-up, else its end. */
    Instant moment() {
        if (pickedUpAt != null) {
            return pickedUpAt;
        }
        return endedAt != null ? endedAt : dialledAt;
    }

    @Nullable Long seconds() {
        return pickedUpAt == null || endedAt == null
                ? null
                : Duration.between(pickedUpAt, endedAt).toSeconds();
    }
}
