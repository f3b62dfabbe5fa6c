package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One thing that happened, as Meta told us. Times are whole seconds. {@code attempt} is the
 * identity of the message or call of ours that it echoes, see {@link Graph}.
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
     * @param kind Meta's type: {@code text}, {@code image}, {@code audio}, {@code button} …
     * @param text the text, caption or button title
     * @param media Meta's id of a picture, sound or file
     * @param payload of a tapped quick-reply button
     * @param answers the message it replies to
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

    /** How far a message of ours came. */
    record MessageStatus(
            String messageId,
            Person person,
            Instant at,
            Delivery delivery,
            @Nullable String attempt,
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
            @Nullable String attempt)
            implements OfPerson {}

    /** The person's phone rings, was picked up, or rejected our call. */
    record CallStatus(
            String callId,
            Person person,
            Instant at,
            CallProgress progress,
            @Nullable String attempt)
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
            @Nullable String attempt)
            implements OfPerson {}

    /** A person stopped, or resumed, marketing messages. */
    record MarketingPreference(Person person, Instant at, boolean stopped) implements OfPerson {}

    /**
     * Meta changed the state of a template.
     *
     * @param event her word, such as {@code APPROVED} or {@code PAUSED}
     */
    record TemplateStatus(
            String templateId,
            String name,
            String language,
            String event,
            @Nullable String reason,
            Instant at)
            implements Notice {}

    /** A template has, or will have, another category. */
    record TemplateCategory(
            String templateId,
            String name,
            String language,
            String category,
            @Nullable Instant effective,
            Instant at)
            implements Notice {}

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
     * @param businessCalls whether it stops calls by the business
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

    /** An early warning. */
    record Warned(String violation, @Nullable String displayNumber, Instant at) implements Notice {}

    /** What we do not know; kept and logged, never an error. */
    record Unknown(String field, String kind) implements Notice {}
}
