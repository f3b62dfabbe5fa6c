package dev.assent.whatsapp;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One thing that happened, as Meta told us. Times are whole seconds. {@code attempt} is the
 * identity we gave the message or call of ours that it echoes, see {@link Graph}; null where it was
 * sent by another system, or is not echoed.
 */
public sealed interface Notice {

    /** Somebody did something, or something was done to them: it concerns one pair. */
    sealed interface OfPerson extends Notice {

        Person person();

        Instant at();
    }

    /**
     * A permission to call was given or taken.
     *
     * @param until the end of a temporary grant; null on a permanent one, a reject, or when
     *     unreadable
     * @param automatic given or taken by WhatsApp on the person's behalf
     * @param answers the message (wamid) or call (wacid) it answers; null from the business profile
     */
    record PermissionReply(
            String id,
            Person person,
            Instant at,
            boolean accepted,
            boolean permanent,
            @Nullable Instant until,
            boolean automatic,
            @Nullable String answers)
            implements OfPerson {}

    /**
     * A person wrote to us.
     *
     * @param id hers for the message (wamid); the call's (wacid) where it is a voicemail
     * @param kind Meta's type: {@code text image audio video document sticker location contacts
     *     button interactive order reaction unsupported}
     * @param text the text, caption or button title; of a document without caption its name, of a
     *     reaction the emoji, empty when taken back
     * @param media Meta's id of a picture, sound or file
     * @param payload of a tapped button or list entry, or what a form was filled in with
     * @param answers the message it replies or reacts to
     */
    record Message(
            String id,
            Person person,
            Instant at,
            String kind,
            @Nullable String text,
            @Nullable String media,
            @Nullable String mimeType,
            @Nullable String payload,
            @Nullable String answers)
            implements OfPerson {}

    /** A person has another number or user id from now on. */
    record Renumbered(String id, Person person, Instant at, Person now) implements OfPerson {}

    /**
     * How far a message of ours came.
     *
     * @param error why it failed, where she says so
     */
    record MessageStatus(
            String messageId,
            Person person,
            Instant at,
            Delivery delivery,
            @Nullable Id attempt,
            @Nullable MetaError error)
            implements OfPerson {}

    enum Delivery {
        SENT,
        DELIVERED,
        READ,
        PLAYED,
        FAILED
    }

    enum Direction {
        /** The business calls. */
        OUTGOING,
        /** The person calls. */
        INCOMING
    }

    /**
     * Media can flow: the answer to our offer, or the offer of somebody who calls.
     *
     * @param sdp session description, never to be logged
     * @param payload what a call button or link carried
     */
    record CallConnect(
            String callId,
            Person person,
            Instant at,
            Direction direction,
            @Nullable String sdp,
            @Nullable String payload,
            @Nullable Id attempt)
            implements OfPerson {

        /** Without the session description. */
        @Override
        public String toString() {
            return "CallConnect[%s %s at %s]".formatted(direction, callId, at);
        }
    }

    /** The person's phone rings, was picked up, or rejected our call. */
    record CallStatus(
            String callId, Person person, Instant at, CallProgress progress, @Nullable Id attempt)
            implements OfPerson {}

    enum CallProgress {
        RINGING,
        ACCEPTED,
        REJECTED
    }

    /**
     * A call is over. Whether it was picked up is told by {@code start} and {@code duration} alone.
     *
     * @param duration in seconds
     * @param failed it broke down technically, and counts for nothing
     */
    record CallTerminate(
            String callId,
            Person person,
            Instant at,
            Direction direction,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Integer duration,
            boolean failed,
            List<MetaError> errors,
            @Nullable Id attempt)
            implements OfPerson {}

    /** A person stopped, or resumed, marketing messages. */
    record MarketingPreference(Person person, Instant at, boolean stopped) implements OfPerson {}

    /**
     * Meta changed the state of a template.
     *
     * @param event her word, such as {@code APPROVED} or {@code PAUSED}
     * @param reason her word, such as {@code SCAM}; null where there is none
     * @param explanation her sentence on it
     */
    record TemplateStatus(
            String templateId,
            String name,
            String language,
            String event,
            @Nullable String reason,
            @Nullable String explanation,
            Instant at)
            implements Notice {}

    /**
     * A template has, or will have, another category.
     *
     * @param effective when it will have it; null if it has it already
     */
    record TemplateCategory(
            String templateId,
            String name,
            String language,
            String category,
            @Nullable Instant effective,
            Instant at)
            implements Notice {}

    /** How people like a template: {@code GREEN YELLOW RED UNKNOWN}. */
    record TemplateQuality(
            String templateId, String name, String language, String score, Instant at)
            implements Notice {}

    /** The calling settings of a number changed; absent values did not. */
    record SettingsChanged(
            @Nullable Boolean calling,
            @Nullable Boolean callbackPermission,
            @Nullable Boolean iconVisible,
            Instant at)
            implements Notice {}

    /**
     * Meta restricts what an account or number may do.
     *
     * @param restriction her word
     * @param businessCalls whether it stops calls, and requests for permission, by the business
     * @param until when it ends, if she says so
     * @param displayNumber the number it concerns, in digits, where she names one
     */
    record Restricted(
            String restriction,
            boolean businessCalls,
            @Nullable Instant until,
            @Nullable String displayNumber,
            Instant at)
            implements Notice {}

    /**
     * An early warning.
     *
     * @param violation her word
     * @param displayNumber the number it concerns, in digits, where she names one
     */
    record Warned(String violation, @Nullable String displayNumber, Instant at) implements Notice {}

    /** Something is wrong that belongs to no message or call of ours, such as a missing payment. */
    record Complained(MetaError error, Instant at) implements Notice {}

    /**
     * What we do not know; kept and logged, never an error.
     *
     * @param field of the webhook
     * @param kind her word for it, where there is one
     */
    record Unknown(String field, String kind) implements Notice {}
}
