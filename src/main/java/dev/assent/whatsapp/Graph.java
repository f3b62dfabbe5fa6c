package dev.assent.whatsapp;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.GraphConnection.Question;
import dev.assent.whatsapp.GraphConnection.Reading;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What we ask of Meta, for the current tenant. Every question is asked once and ends as one of
 * {@link Answer}; a number that is not connected any more counts as {@link Answer.Unreachable}. The
 * {@code attempt} of a message comes back in every notice about it. Waits at most as long as
 * configured (10 s); never call it inside a transaction.
 */
@Component
public class Graph {

    private static final Logger log = LoggerFactory.getLogger(Graph.class);

    /** What can stand in a path: Meta's ids are digits, the simulator's may be words. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final String NUMBER_FIELDS =
            "id,display_phone_number,verified_name,quality_rating,status";
    private static final String TEMPLATE_FIELDS =
            "id,name,language,category,status,rejected_reason,quality_score,components";
    private static final int LONGEST_LIST = 5_000;

    private final GraphConnection connection;
    private final Credentials credentials;

    Graph(GraphConnection connection, Credentials credentials) {
        this.connection = connection;
        this.credentials = credentials;
    }

    /**
     * Asks for permission in a message of our own; needs an open service window.
     *
     * @param body up to 1,024 characters, or none
     */
    public Answer<Sent> requestPermission(
            String phoneNumberId, Recipient to, @Nullable String body, Id attempt) {
        var message = Outgoing.permissionRequest(to, body, attempt);
        return ofNumber(
                phoneNumberId,
                Question.post("permission request", phoneNumberId + "/messages", message),
                GraphReading::sent);
    }

    /** Sends a template, with or without a permission request in it. */
    public Answer<Sent> sendTemplate(
            String phoneNumberId, Recipient to, TemplateMessage template, Id attempt) {
        var message = Outgoing.template(to, template, attempt);
        return ofNumber(
                phoneNumberId,
                Question.post("template message", phoneNumberId + "/messages", message),
                GraphReading::sent);
    }

    /** Sends a text; needs an open service window. */
    public Answer<Sent> sendText(String phoneNumberId, Recipient to, String text, Id attempt) {
        var message = Outgoing.text(to, text, attempt);
        return ofNumber(
                phoneNumberId,
                Question.post("text message", phoneNumberId + "/messages", message),
                GraphReading::sent);
    }

    /** Tells the person that what they wrote, up to this message, was read. */
    public Answer<Success> markRead(String phoneNumberId, String messageId) {
        return ofNumber(
                phoneNumberId,
                Question.post(
                        "read mark", phoneNumberId + "/messages", Outgoing.readMark(messageId)),
                GraphReading::success);
    }

    /**
     * Fetches a picture, sound or file that somebody sent to this number.
     *
     * @param mediaId as {@link Notice.Message} tells it
     * @param most bytes; of what is longer only the kind and the size are told
     */
    public Answer<MediaFile> media(String phoneNumberId, String mediaId, long most) {
        return withToken(
                () -> credentials.ofNumber(phoneNumberId),
                token ->
                        ask(
                                        mediaId,
                                        Question.get(
                                                "media",
                                                mediaId,
                                                Map.of("phone_number_id", phoneNumberId)),
                                        token,
                                        GraphReading::mediaPlace)
                                .then(place ->
                                        place.size() > most
                                                ? new Answer.Done<>(
                                                        new MediaFile(
                                                                place.mimeType(),
                                                                place.size(),
                                                                null))
                                                : connection.fetch(place, token, most)));
    }

    /** Whether we may call and ask this person, by Meta's own count. */
    public Answer<CallPermissions> callPermissions(String phoneNumberId, Recipient person) {
        var parameter =
                switch (person) {
                    case Recipient.ByNumber(var digits) -> Map.of("user_wa_id", digits);
                    case Recipient.ByUserId(var userId) -> Map.of("recipient", userId);
                };
        return ofNumber(
                phoneNumberId,
                Question.get("call permissions", phoneNumberId + "/call_permissions", parameter),
                GraphReading::permissions);
    }

    /**
     * Calls somebody. Who takes it is told by webhook, and what they answer.
     *
     * @param offer the session description of our side, with CRLF, at most as long as Meta takes
     */
    public Answer<Dialled> connect(String phoneNumberId, Recipient to, String offer, Id attempt) {
        return ofNumber(
                phoneNumberId,
                Question.post("call", calls(phoneNumberId), Outgoing.connect(to, offer, attempt)),
                GraphReading::dialled);
    }

    /**
     * Readies the sound of somebody's call before it is accepted.
     *
     * @param answer the session description of our side
     */
    public Answer<Success> preAccept(String phoneNumberId, String callId, String answer) {
        return ofNumber(
                phoneNumberId,
                Question.post(
                        "call readied",
                        calls(phoneNumberId),
                        Outgoing.callAnswer("pre_accept", callId, answer)),
                GraphReading::success);
    }

    /**
     * Takes somebody's call; only then may sound be sent.
     *
     * @param answer the very one of {@link #preAccept}
     */
    public Answer<Success> accept(String phoneNumberId, String callId, String answer) {
        return ofNumber(
                phoneNumberId,
                Question.post(
                        "call accepted",
                        calls(phoneNumberId),
                        Outgoing.callAnswer("accept", callId, answer)),
                GraphReading::success);
    }

    /** Declines somebody's call that was not accepted yet. */
    public Answer<Success> reject(String phoneNumberId, String callId) {
        return ofNumber(
                phoneNumberId,
                Question.post(
                        "call rejected",
                        calls(phoneNumberId),
                        Outgoing.callAction("reject", callId)),
                GraphReading::success);
    }

    /** Ends a call; saying goodbye in the sound itself is not enough. */
    public Answer<Success> terminate(String phoneNumberId, String callId) {
        return ofNumber(
                phoneNumberId,
                Question.post(
                        "call ended",
                        calls(phoneNumberId),
                        Outgoing.callAction("terminate", callId)),
                GraphReading::success);
    }

    private static String calls(String phoneNumberId) {
        return phoneNumberId + "/calls";
    }

    /** How calls are set up on this number. */
    public Answer<CallingSettings> callingSettings(String phoneNumberId) {
        return withToken(
                () -> credentials.ofNumber(phoneNumberId),
                token -> callingSettings(phoneNumberId, token));
    }

    public Answer<CallingSettings> callingSettings(String phoneNumberId, AccessToken token) {
        return ask(
                phoneNumberId,
                Question.get("calling settings", phoneNumberId + "/settings", Map.of()),
                token,
                GraphReading::settings);
    }

    public Answer<Success> changeCalling(String phoneNumberId, CallingSettings.Change change) {
        return ofNumber(
                phoneNumberId,
                Question.post(
                        "calling change", phoneNumberId + "/settings", Outgoing.settings(change)),
                GraphReading::success);
    }

    /** All templates of an account. */
    public Answer<List<MessageTemplate>> templates(String wabaId) {
        return withToken(
                () -> credentials.ofAccount(wabaId),
                token ->
                        all(
                                new Listing<>(
                                        "templates",
                                        wabaId,
                                        "message_templates",
                                        TEMPLATE_FIELDS,
                                        token,
                                        GraphReading::template)));
    }

    public Answer<CreatedTemplate> createTemplate(String wabaId, TemplateDraft draft) {
        return ofAccount(
                wabaId,
                Question.post("new template", wabaId + "/message_templates", Outgoing.draft(draft)),
                GraphReading::created);
    }

    /** Deletes one language of a template. */
    public Answer<Success> deleteTemplate(String wabaId, String templateId, String name) {
        return ofAccount(
                wabaId,
                Question.delete(
                        "template deletion",
                        wabaId + "/message_templates",
                        Map.of("hsm_id", templateId, "name", name)),
                GraphReading::success);
    }

    /** Describes a number, for somebody who shows a token for it. */
    public Answer<NumberProfile> profile(String phoneNumberId, AccessToken token) {
        return ask(
                phoneNumberId,
                Question.get("number profile", phoneNumberId, Map.of("fields", NUMBER_FIELDS)),
                token,
                GraphReading::profile);
    }

    /** The numbers of an account, for somebody who shows a token for it. */
    public Answer<List<NumberProfile>> numbers(String wabaId, AccessToken token) {
        return all(
                new Listing<>(
                        "numbers",
                        wabaId,
                        "phone_numbers",
                        NUMBER_FIELDS,
                        token,
                        GraphReading::profile));
    }

    /** Lets the token's app hear what happens in this account. */
    public Answer<Success> subscribe(String wabaId, AccessToken token) {
        return ask(
                wabaId,
                Question.post("subscription", wabaId + "/subscribed_apps", null),
                token,
                GraphReading::success);
    }

    /** Lets the token's app hear no more of this account. */
    public Answer<Success> unsubscribe(String wabaId, AccessToken token) {
        return ask(
                wabaId,
                Question.delete("end of subscription", wabaId + "/subscribed_apps", Map.of()),
                token,
                GraphReading::success);
    }

    /** Whether an app hears what happens in this account. */
    public Answer<Boolean> isSubscribed(String wabaId) {
        return ofAccount(
                wabaId,
                Question.get("subscriptions", wabaId + "/subscribed_apps", Map.of()),
                GraphReading::isSubscribed);
    }

    /** Whether Meta is played by this application itself. */
    public boolean isSimulated() {
        return connection.isSimulated();
    }

    /** Whether an id can stand in a question at all. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private <T> Answer<List<T>> all(Listing<T> listing) {
        return rest(listing, new ArrayList<>(), null);
    }

    /** Follows the cursor alone: the address of the next page, as she gives it, holds the token. */
    private <T> Answer<List<T>> rest(Listing<T> listing, List<T> before, @Nullable String after) {
        var parameters = new HashMap<>(Map.of("fields", listing.fields(), "limit", "100"));
        if (after != null) {
            parameters.put("after", after);
        }
        var question =
                Question.get(
                        listing.name(),
                        listing.owner() + "/" + listing.list(),
                        Map.copyOf(parameters));
        return ask(
                        listing.owner(),
                        question,
                        listing.token(),
                        json -> GraphReading.page(json, listing.reading()))
                .then(page -> {
                    before.addAll(page.items());
                    return page.next() == null || before.size() >= LONGEST_LIST
                            ? new Answer.Done<>(List.copyOf(before))
                            : rest(listing, before, page.next());
                });
    }

    private record Listing<T>(
            String name,
            String owner,
            String list,
            String fields,
            AccessToken token,
            Reading<T> reading) {}

    private <T> Answer<T> ofNumber(String phoneNumberId, Question question, Reading<T> reading) {
        return withToken(
                () -> credentials.ofNumber(phoneNumberId),
                token -> ask(phoneNumberId, question, token, reading));
    }

    private <T> Answer<T> ofAccount(String wabaId, Question question, Reading<T> reading) {
        return withToken(
                () -> credentials.ofAccount(wabaId),
                token -> ask(wabaId, question, token, reading));
    }

    private static <T> Answer<T> withToken(
            Supplier<AccessToken> token, Function<AccessToken, Answer<T>> question) {
        AccessToken found;
        try {
            found = token.get();
        } catch (NoSuchElementException disconnected) {
            log.warn("not connected any more, so nothing was asked");
            return new Answer.Unreachable<>();
        } catch (RuntimeException unreadable) {
            // Nothing was sent, so nothing of it may be left open.
            log.error("a token cannot be read, so nothing was asked", unreadable);
            return new Answer.Unreachable<>();
        }
        return question.apply(found);
    }

    private <T> Answer<T> ask(String id, Question question, AccessToken token, Reading<T> reading) {
        if (!isId(id)) {
            throw new IllegalArgumentException("no id of Meta's: " + Json.word(id));
        }
        return connection.ask(question, token, reading);
    }
}
