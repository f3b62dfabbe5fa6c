package dev.assent.chat;

import dev.assent.live.Live;
import dev.assent.permission.Refusals;
import dev.assent.permission.Sheets;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Sends messages. Each is stored before Meta is told, under an identity of which there is one only,
 * so that whoever sends the same twice sends it once; what nobody knows the end of is told by the
 * echo of that identity.
 */
@Component
class Sending {

    private final Messages messages;
    private final Reactions reactions;
    private final Conversations conversations;
    private final Sheets sheets;
    private final Refusals refusals;
    private final Graph graph;
    private final Persistent persistent;
    private final Live live;
    private final InstantSource time;

    Sending(
            Messages messages,
            Reactions reactions,
            Conversations conversations,
            Sheets sheets,
            Refusals refusals,
            Graph graph,
            Persistent persistent,
            Live live,
            InstantSource time) {
        this.messages = messages;
        this.reactions = reactions;
        this.conversations = conversations;
        this.sheets = sheets;
        this.refusals = refusals;
        this.graph = graph;
        this.persistent = persistent;
        this.live = live;
        this.time = time;
    }

    /** Not to be called inside a transaction: Meta may take seconds. */
    Sent send(Wish wish) {
        return send(wish, null);
    }

    /**
     * Tries a message of ours once more that did not arrive.
     *
     * @return what came of it; {@link Sent.Already} where somebody tried before, or it did arrive
     */
    Sent again(Wish wish, Id failed) {
        return send(wish, failed);
    }

    private Sent send(Wish wish, @Nullable Id failed) {
        Optional<Sent> refused;
        try {
            refused = persistent.execute(_ -> reserve(wish, failed));
        } catch (DuplicateKeyException twice) {
            return persistent.execute(_ -> already(wish.attempt()).orElseThrow());
        }
        return refused.orElseGet(() -> tell(wish));
    }

    /** Why it must not be sent; empty if it is stored now and can be. */
    private Optional<Sent> reserve(Wish wish, @Nullable Id failed) {
        var before = already(wish.attempt());
        if (before.isPresent()) {
            return before;
        }
        if (failed != null) {
            var known = messages.hold(failed).orElseThrow();
            if (known.again() != null) {
                return already(known.again());
            }
            if (!known.repeatable(time.instant())) {
                return Optional.of(new Sent.Already(known));
            }
        }
        if (wish.content() instanceof Wish.Text && !open(wish)) {
            return Optional.of(new Sent.WindowClosed());
        }
        var template =
                wish.content() instanceof Wish.ByTemplate(var message, _) ? message.name() : null;
        var message =
                Message.outgoing(
                        wish.attempt(),
                        wish.contact().id(),
                        wish.number().id(),
                        time.instant(),
                        wish.content().shown(),
                        template,
                        wish.author());
        messages.add(message);
        conversations.written(List.of(new Conversations.Written(message, 0)));
        if (failed != null) {
            messages.noteAgain(failed, wish.attempt());
        }
        return Optional.empty();
    }

    private Optional<Sent> already(Id attempt) {
        return messages.find(attempt).map(Sent.Already::new);
    }

    private boolean open(Wish wish) {
        var position = sheets.of(wish.number(), wish.contact()).position();
        var until = position.windowOpenUntil();
        return until != null && position.now().isBefore(until);
    }

    private Sent tell(Wish wish) {
        var id = wish.attempt();
        return switch (ask(wish)) {
            case Answer.Done<dev.assent.whatsapp.Sent>(var sent) ->
                    new Sent.Kept(note(word(id, Delivery.SENT, sent.messageId(), null)));
            case Answer.Refused<dev.assent.whatsapp.Sent>(var error) -> {
                refusals.learn(wish.number().id(), wish.contact().id(), error);
                yield new Sent.Refused(note(word(id, Delivery.FAILED, null, error)), error);
            }
            case Answer.Unreachable<dev.assent.whatsapp.Sent>() ->
                    new Sent.NotConnected(note(word(id, Delivery.FAILED, null, null)));
            case Answer.Failed<dev.assent.whatsapp.Sent>(var error) -> {
                messages.noteError(id, error);
                yield new Sent.Kept(told(id));
            }
            case Answer.Silent<dev.assent.whatsapp.Sent>() -> new Sent.Kept(told(id));
        };
    }

    private Answer<dev.assent.whatsapp.Sent> ask(Wish wish) {
        var number = wish.number().phoneNumberId();
        var to = wish.contact().recipient();
        return switch (wish.content()) {
            case Wish.Text(var body) -> graph.sendText(number, to, body, wish.attempt());
            case Wish.ByTemplate(var template, _) ->
                    graph.sendTemplate(number, to, template, wish.attempt());
        };
    }

    private static Messages.Word word(
            Id id, Delivery status, @Nullable String messageId, @Nullable MetaError error) {
        return new Messages.Word(id, status, messageId, null, null, error);
    }

    private Message note(Messages.Word word) {
        persistent.execute(_ -> {
            messages.note(List.of(word));
            if (word.messageId() != null) {
                reactions.put(List.of(word.messageId()));
            }
            return null;
        });
        return told(word.id());
    }

    private Message told(Id id) {
        var message = messages.find(id).orElseThrow();
        live.changed(Conversations.topic(message.contactId()));
        return message;
    }
}
