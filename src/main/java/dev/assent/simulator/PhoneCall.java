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
 * @param fate what somebody chose to become of it
 * @param page the open page that has its sound, if one has
 * @param answerBy until when, in real time, a page may answer the business's offer; null if none
 *     may
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
        @Nullable String answer,
        @Nullable Fate fate,
        @Nullable String page,
        @Nullable Instant answerBy) {

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

    /** The business dials: no page has answered yet, and perhaps none will. */
    static PhoneCall byBusiness(
            Chat chat,
            GraphCalls.Dialling dialling,
            Instant ringsUntil,
            @Nullable String answer,
            @Nullable Fate fate,
            @Nullable Instant answerBy) {
        return new PhoneCall(
                0,
                chat.pair().id(),
                chat.number().phoneNumberId(),
                Ids.call(chat.phone().waId()),
                Caller.BUSINESS,
                State.RINGING,
                null,
                false,
                chat.pair().grantNo(),
                dialling.opaque(),
                dialling.at(),
                null,
                null,
                ringsUntil,
                null,
                dialling.offer(),
                answer,
                fate,
                null,
                answerBy);
    }

    /** The person dials, with sound on that page if there is one. */
    static PhoneCall byPerson(
            Chat chat, Instant at, Instant ringsUntil, String offer, @Nullable String page) {
        return new PhoneCall(
                0,
                chat.pair().id(),
                chat.number().phoneNumberId(),
                Ids.call(chat.phone().waId()),
                Caller.PERSON,
                State.RINGING,
                null,
                false,
                null,
                null,
                at,
                null,
                null,
                ringsUntil,
                null,
                offer,
                null,
                null,
                page,
                null);
    }

    /** Picked up, until then if it is known. */
    PhoneCall pickedUp(Instant at, boolean byVoicemail, @Nullable Instant until) {
        return copy(
                State.CONNECTED, null, byVoicemail, opaque, at, null, until, null, answer, page);
    }

    /** The business answers the person's offer. */
    PhoneCall answeredWith(String sdp, @Nullable String newOpaque) {
        return copy(
                state,
                outcome,
                voicemail,
                newOpaque == null ? opaque : newOpaque,
                pickedUpAt,
                endedAt,
                dueAt,
                failedCode,
                sdp,
                page);
    }

    /** The phone answers the business's offer: one of its open pages, or nobody's sound. */
    PhoneCall soundedBy(@Nullable String newPage, String sdp) {
        return copy(
                state,
                outcome,
                voicemail,
                opaque,
                pickedUpAt,
                endedAt,
                dueAt,
                failedCode,
                sdp,
                newPage);
    }

    PhoneCall ended(Outcome how, Instant at, @Nullable Integer code) {
        return copy(State.ENDED, how, voicemail, opaque, pickedUpAt, at, null, code, answer, page);
    }

    /** As it goes on: whatever happens, nobody waits for an answer of the phone any more. */
    private PhoneCall copy(
            State newState,
            @Nullable Outcome newOutcome,
            boolean newVoicemail,
            @Nullable String newOpaque,
            @Nullable Instant newPickedUpAt,
            @Nullable Instant newEndedAt,
            @Nullable Instant newDueAt,
            @Nullable Integer newFailedCode,
            @Nullable String newAnswer,
            @Nullable String newPage) {
        return new PhoneCall(
                id,
                pairId,
                phoneNumberId,
                wacid,
                caller,
                newState,
                newOutcome,
                newVoicemail,
                grantNo,
                newOpaque,
                dialledAt,
                newPickedUpAt,
                newEndedAt,
                newDueAt,
                newFailedCode,
                offer,
                newAnswer,
                fate,
                newPage,
                null);
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
                answer,
                fate,
                page,
                answerBy);
    }

    boolean byBusiness() {
        return caller == Caller.BUSINESS;
    }

    boolean ringing() {
        return state == State.RINGING;
    }

    /** Whether the phone can be heard ringing, if it is on. */
    boolean ringsAtPerson() {
        return ringing() && byBusiness() && fate != Fate.CONNECT_TIMEOUT;
    }

    /** Whether one of the phone's pages is expected to answer the business's offer. */
    boolean awaitsAnswer() {
        return ringing() && answerBy != null;
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
