package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;

/** Permission given and taken, with all that follows: pair, chat and webhook. */
class Grants {

    private final Pairs pairs;
    private final Messages messages;
    private final Updates updates;
    private final Settings settings;

    Grants(Pairs pairs, Messages messages, Updates updates, Settings settings) {
        this.pairs = pairs;
        this.messages = messages;
        this.updates = updates;
        this.settings = settings;
    }

    /**
     * The person allows calls.
     *
     * @param contextId the request answered; null in the business profile
     */
    Pair allow(Chat chat, Instant at, boolean always, @Nullable String contextId) {
        var until = always ? null : end(at);
        var pair = heard(chat.pair().granted(at, until), at);
        pairs.save(pair);
        reply(
                chat,
                at,
                Shapes.accept(until, false, settings.quirks()),
                contextId,
                always ? "You always allow calls" : "You allow calls for now");
        return pair;
    }

    /** Calls are allowed because the person called; what is allowed for good stays so. */
    Pair allowCallback(Chat chat, Instant at, String wacid) {
        if (chat.pair().permissionAt(at) == Pair.Permission.PERMANENT) {
            return chat.pair();
        }
        var until = end(at);
        var pair = chat.pair().granted(at, until);
        pairs.save(pair);
        reply(
                chat,
                at,
                Shapes.accept(until, true, settings.quirks()),
                wacid,
                "You called, so this business may call you back for now");
        return pair;
    }

    /** The person declines a request, which also ends what was allowed. */
    Pair decline(Chat chat, Instant at, String requestId) {
        var how = chat.pair().grantedAt(at) ? Pair.Refusal.REVOKED : Pair.Refusal.DECLINED;
        var pair = heard(chat.pair().refused(how), at);
        pairs.save(pair);
        reply(chat, at, Shapes.reject(false), requestId, "You don’t allow calls");
        return pair;
    }

    /** The person takes permission back in the business profile. */
    Pair revoke(Chat chat, Instant at) {
        var told = settings.quirks().manualRevocationTold();
        var refused = chat.pair().refused(Pair.Refusal.REVOKED);
        var pair = told ? heard(refused, at) : refused;
        pairs.save(pair);
        if (told) {
            reply(chat, at, Shapes.reject(false), null, "You don’t allow calls any more");
        } else {
            note(pair, at, "You don’t allow calls any more");
        }
        return pair;
    }

    /** WhatsApp takes it back: too many calls for nothing. */
    Pair revokeAutomatically(Chat chat, Instant at) {
        var pair = chat.pair().refused(Pair.Refusal.REVOKED_BY_WHATSAPP);
        pairs.save(pair);
        reply(
                chat,
                at,
                Shapes.reject(true),
                null,
                "This business can’t call you any more: you missed several of its calls");
        return pair;
    }

    /** A line on the phone that nobody else hears of. */
    void note(Pair pair, Instant at, String text) {
        messages.add(
                line(
                        pair,
                        Ids.message(pair.waId()),
                        Message.Sender.WHATSAPP,
                        "system",
                        at,
                        text,
                        null));
    }

    static Message line(
            Pair pair,
            String id,
            Message.Sender sender,
            String kind,
            Instant at,
            String text,
            @Nullable String contextId) {
        return new Message(
                0, pair.id(), id, sender, kind, null, text, null, null, null, null, "service",
                false, null, null, contextId, null, at, null, null, null, null);
    }

    private Instant end(Instant at) {
        return at.plus(Duration.ofSeconds(settings.quirks().permissionSeconds()));
    }

    private Pair heard(Pair pair, Instant at) {
        var active = pair.active(at);
        return settings.quirks().replyOpensWindow() ? active.windowOpened(at) : active;
    }

    private void reply(
            Chat chat, Instant at, ObjectNode content, @Nullable String contextId, String shown) {
        var id = Ids.message(chat.phone().waId());
        messages.add(line(chat.pair(), id, Message.Sender.PERSON, "reply", at, shown, contextId));
        updates.tell(
                chat.number(),
                "messages",
                Shapes.personsMessage(
                        chat.number(), chat.phone(), id, at, "interactive", content, contextId));
    }
}
