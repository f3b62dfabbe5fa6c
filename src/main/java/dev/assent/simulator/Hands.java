package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What people do with their phones. Each act is whole or not at all; what a phone could not do is
 * {@link Impossible}.
 */
class Hands {

    private final Chats chats;
    private final Pairs pairs;
    private final Phones phones;
    private final Messages messages;
    private final PhoneCalls calls;
    private final Grants grants;
    private final Courier courier;
    private final Switchboard switchboard;
    private final Updates updates;
    private final Fates fates;
    private final Settings settings;
    private final Work work;
    private final Signals signals;
    private final InstantSource time;

    Hands(
            Chats chats,
            Pairs pairs,
            Phones phones,
            Messages messages,
            PhoneCalls calls,
            Grants grants,
            Courier courier,
            Switchboard switchboard,
            Updates updates,
            Fates fates,
            Settings settings,
            Work work,
            Signals signals,
            InstantSource time) {
        this.chats = chats;
        this.pairs = pairs;
        this.phones = phones;
        this.messages = messages;
        this.calls = calls;
        this.grants = grants;
        this.courier = courier;
        this.switchboard = switchboard;
        this.updates = updates;
        this.fates = fates;
        this.settings = settings;
        this.work = work;
        this.signals = signals;
        this.time = time;
    }

    /** Answers that request, or the newest one that can be answered. */
    void answer(Whom whom, Message.Answer answer, Optional<String> requestId) {
        with(
                whom,
                chat -> {
                    var request = answerable(chat, requestId);
                    messages.answered(request, answer, now());
                    switch (answer) {
                        case ALLOWED -> grants.allow(chat, now(), false, request.wamid());
                        case ALWAYS -> grants.allow(chat, now(), true, request.wamid());
                        case DECLINED -> grants.decline(chat, now(), request.wamid());
                    }
                });
    }

    void allowAlwaysInProfile(Whom whom) {
        with(whom, chat -> grants.allow(chat, now(), true, null));
    }

    void revokeInProfile(Whom whom) {
        with(whom, chat -> grants.revoke(chat, now()));
    }

    void write(Whom whom, String text, @Nullable String contextId) {
        if (text.isBlank()) {
            throw new Impossible("There is nothing to send: write something first.");
        }
        with(whom, chat -> say(chat, "text", text, "text", Shapes.text(text), contextId));
    }

    /** Sends a picture, with words under it or none, or a voice note. */
    void send(Whom whom, Samples.Kind kind, String caption) {
        with(
                whom,
                chat -> {
                    var media = kind.fresh();
                    say(
                            chat,
                            kind.type(),
                            caption,
                            kind.type(),
                            Shapes.media(media, kind, caption),
                            null);
                });
    }

    /** Reacts to a message of the business; with nothing, the reaction is taken back. */
    void react(Whom whom, String wamid, String emoji) {
        with(
                whom,
                chat -> {
                    if (messages.find(chat.pair().id(), wamid).isEmpty()) {
                        throw new Absent("There is no such message.");
                    }
                    updates.tell(
                            chat.number(),
                            "messages",
                            Shapes.personsMessage(
                                    chat.number(),
                                    chat.phone(),
                                    Ids.message(chat.phone().waId()),
                                    now(),
                                    "reaction",
                                    Shapes.reaction(wamid, emoji),
                                    null));
                });
    }

    /** Taps a quick reply under a message. */
    void tap(Whom whom, String wamid, int index) {
        with(
                whom,
                chat -> {
                    var message =
                            messages.find(chat.pair().id(), wamid)
                                    .orElseThrow(() -> new Absent("There is no such message."));
                    var buttons = message.buttonList();
                    if (index < 0 || index >= buttons.size()) {
                        throw new Impossible("The message has no such button.");
                    }
                    var button = buttons.get(index);
                    if (message.kind().equals("interactive")) {
                        var reply = Shapes.interactiveReply(button);
                        say(chat, "button", button.text(), "interactive", reply, wamid);
                    } else {
                        var reply = Shapes.quickReply(button);
                        say(chat, "button", button.text(), "button", reply, wamid);
                    }
                });
    }

    /** Looks at the chat, in which that changes nothing to be seen. */
    void open(Whom whom) {
        work.run(() -> {
            var chat = chats.held(whom.number(), whom.person());
            if (chat.phone().online()) {
                courier.readAll(chat, now());
            }
        });
    }

    /** Calls the business, with sound if a page has some. */
    PhoneCall call(Whom whom, Optional<Sound> sound) {
        sound.map(Sound::sdp).flatMap(Sdp::flawInOffer).ifPresent(Hands::refuse);
        return work.call(() -> {
            var chat = usable(whom);
            checkMayCall(chat);
            return switchboard.personDials(chat, now(), sound);
        });
    }

    /**
     * A page answers the business's offer for its phone.
     *
     * @throws Impossible if another page was faster, or nobody waits any more
     */
    void lendSound(Whom whom, String wacid, Sound sound) {
        Sdp.flawInAnswer(sound.sdp()).ifPresent(Hands::refuse);
        work.run(() -> {
            var chat = chats.held(whom.number(), whom.person());
            switchboard.answered(chat, awaiting(chat, wacid), sound, now());
        });
    }

    /** A page cannot answer the business's offer: the call is one without sound. */
    void stayMute(Whom whom, String wacid) {
        work.run(() -> {
            var chat = chats.held(whom.number(), whom.person());
            switchboard.answeredSilently(chat, awaiting(chat, wacid), now());
        });
    }

    /** A call whose sound went with a page is over. */
    @EventListener
    void putDown(Handsets.PutDown page) {
        for (var whom : page.phones()) {
            work.run(() -> {
                var chat = chats.held(whom.number(), whom.person());
                calls.open(chat.pair().id())
                        .filter(call -> page.page().equals(call.page()))
                        .filter(call -> !call.ringsAtPerson())
                        .ifPresent(call -> switchboard.hungUp(chat, call, now()));
            });
        }
    }

    /** Chooses what becomes of the business's next call, or of all of them. */
    void plan(Whom whom, @Nullable Fate fate, boolean lasting) {
        work.run(() -> {
            var chat = chats.held(whom.number(), whom.person());
            fates.plan(whom, fate, lasting);
            signals.changed(Pairs.topic(chat.pair()));
        });
    }

    /** Asks to be called, outside the hours in which the business takes calls. */
    void askForCallback(Whom whom) {
        with(
                whom,
                chat -> {
                    var calling = chat.number().callingSettings();
                    if (!calling.enabled()
                            || !calling.callbackPermission()
                            || calling.openAt(now())) {
                        throw new Impossible(
                                "Only a closed business that offers it can be asked to call back.");
                    }
                    grants.allowCallback(chat, now(), Ids.call(chat.phone().waId()));
                });
    }

    /** Picks up, and hangs up after so many seconds if told how many. */
    void pickUp(Whom whom, Optional<Integer> seconds) {
        withRinging(whom, (chat, call) -> switchboard.pickedUpByPerson(chat, call, now(), seconds));
    }

    /** Lets voicemail pick up. */
    void pickUpByVoicemail(Whom whom, Optional<Integer> seconds) {
        withRinging(
                whom, (chat, call) -> switchboard.pickedUpByVoicemail(chat, call, now(), seconds));
    }

    void reject(Whom whom) {
        withRinging(whom, (chat, call) -> switchboard.rejected(chat, call, now()));
    }

    /** Lets it ring, and so as long as anybody would have waited. */
    void ignore(Whom whom) {
        work.run(() -> {
            var chat = chats.held(whom.number(), whom.person());
            switchboard.rungOut(chat, ringing(chat), now());
        });
    }

    void hangUp(Whom whom) {
        with(
                whom,
                chat -> {
                    var call = running(chat);
                    if (call.ringing() && call.byBusiness()) {
                        switchboard.rejected(chat, call, now());
                    } else {
                        switchboard.hungUp(chat, call, now());
                    }
                });
    }

    /** Nobody's doing: the call breaks down. */
    void breakDown(Whom whom, int code) {
        work.run(() -> {
            var chat = chats.held(whom.number(), whom.person());
            switchboard.brokeDown(chat, running(chat), now(), code);
        });
    }

    void marketing(Whom whom, boolean stopped) {
        with(
                whom,
                chat -> {
                    pairs.save(chat.pair().marketing(stopped, chat.pair().marketingEnough()));
                    updates.tell(
                            chat.number(),
                            "user_preferences",
                            Shapes.marketingPreference(
                                    chat.number(), chat.phone(), now(), stopped));
                });
    }

    /** WhatsApp decides, and tells nobody, that the person gets no more marketing for now. */
    void marketingEnough(Whom whom, boolean enough) {
        work.run(() -> {
            var chat = chats.held(whom.number(), whom.person());
            pairs.save(chat.pair().marketing(chat.pair().marketingStopped(), enough));
        });
    }

    /** Changes the phone itself; one that is switched on gets what waited for it. */
    void change(Phone changed) {
        work.run(() -> {
            var before = phones.get(changed.waId());
            phones.change(changed.checked());
            var chatsOfPhone =
                    pairs.of(changed.waId()).stream().map(pair -> chats.held(pair.id())).toList();
            if (changed.online() && !before.online()) {
                chatsOfPhone.forEach(chat -> courier.deliverAll(chat, now()));
            }
            chatsOfPhone.forEach(chat -> signals.changed(Pairs.topic(chat.pair())));
            signals.changed("phones");
        });
    }

    /** A phone that has this business among its chats from now on. */
    Pair add(String phoneNumberId, String waId, String name) {
        return work.call(() -> {
            var called = name.isBlank() ? Names.international(waId) : name;
            phones.insert(Phone.of(waId, called).checked());
            return chats.held(phoneNumberId, waId).pair();
        });
    }

    private void checkMayCall(Chat chat) {
        var calling = chat.number().callingSettings();
        if (!calling.enabled()) {
            throw new Impossible(chat.number().verifiedName() + " takes no calls on WhatsApp.");
        }
        if (!chat.phone().currentClient()) {
            throw new Impossible("This version of WhatsApp is too old to call businesses.");
        }
        if (!calling.openAt(now())) {
            throw new Impossible(
                    calling.callbackPermission()
                            ? "They take no calls at this hour. You can ask to be called back."
                            : "They take no calls at this hour.");
        }
        if (calls.open(chat.pair().id()).isPresent()) {
            throw new Impossible("There is a call with them already.");
        }
        if (calls.running(chat.number().phoneNumberId()) >= settings.quirks().concurrentCalls()) {
            throw new Impossible("They cannot be reached at the moment.");
        }
    }

    private void say(
            Chat chat,
            String kind,
            String shown,
            String type,
            ObjectNode content,
            @Nullable String contextId) {
        var id = Ids.message(chat.phone().waId());
        messages.add(
                Grants.line(chat.pair(), id, Message.Sender.PERSON, kind, now(), shown, contextId));
        pairs.save(chat.pair().active(now()).windowOpened(now()));
        updates.tell(
                chat.number(),
                "messages",
                Shapes.personsMessage(
                        chat.number(), chat.phone(), id, now(), type, content, contextId));
    }

    private Message answerable(Chat chat, Optional<String> wanted) {
        var requests = messages.requests(chat.pair().id());
        return requests.stream()
                .filter(request -> wanted.isEmpty() || wanted.get().equals(request.wamid()))
                .filter(request -> request.answerableAt(now(), requests))
                .reduce((_, newer) -> newer)
                .orElseThrow(() ->
                        new Impossible(
                                "There is no request here that can be answered (any" + " more)."));
    }

    private PhoneCall running(Chat chat) {
        return calls.open(chat.pair().id())
                .orElseThrow(() -> new Impossible("There is no call going on (any more)."));
    }

    private PhoneCall awaiting(Chat chat, String wacid) {
        return calls.open(chat.pair().id())
                .filter(call -> call.wacid().equals(wacid) && call.awaitsAnswer())
                .orElseThrow(() ->
                        new Impossible("Another page has the sound of this call, or it is over."));
    }

    private static void refuse(String flaw) {
        throw new Impossible("The session description cannot be used: " + flaw);
    }

    private PhoneCall ringing(Chat chat) {
        var call = running(chat);
        if (!call.ringsAtPerson()) {
            throw new Impossible("The phone does not ring (any more).");
        }
        if (!chat.phone().online()) {
            throw new Impossible("The phone is off, so nobody hears it ring.");
        }
        return call;
    }

    private void with(Whom whom, Consumer<Chat> act) {
        work.run(() -> act.accept(usable(whom)));
    }

    private void withRinging(Whom whom, BiConsumer<Chat, PhoneCall> act) {
        work.run(() -> {
            var chat = usable(whom);
            act.accept(chat, ringing(chat));
        });
    }

    private Chat usable(Whom whom) {
        var chat = chats.held(whom.number(), whom.person());
        if (!chat.phone().onWhatsapp()) {
            throw new Impossible("This number is not on WhatsApp.");
        }
        if (!chat.phone().online()) {
            throw new Impossible("The phone is off. Switch it on under “This phone” first.");
        }
        return chat;
    }

    private Instant now() {
        return time.instant();
    }
}
