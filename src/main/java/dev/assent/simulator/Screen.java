package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A person's phone, opened at the chat with a business, as pages draw it.
 *
 * @param call the one going on, if there is one
 * @param planned for the business's calls to come
 * @param closed whether the business takes no calls at this hour
 */
record Screen(
        BusinessNumber number,
        Phone phone,
        Pair pair,
        State state,
        List<Line> lines,
        @Nullable PhoneCall call,
        int unread,
        boolean callable,
        boolean iconShown,
        boolean closed,
        String permission,
        Fates.@Nullable Planned planned) {

    /**
     * What there is to know at a glance.
     *
     * @param tone go, wait, stop or idle
     */
    record State(String word, String tone) {}

    /** From which side a line comes, seen by the person. */
    enum Side {
        THEIRS,
        MINE,
        NOTE
    }

    /**
     * @param ticks how far the business's message came, in words
     * @param request if it asks for permission
     */
    record Line(
            Side side,
            Instant at,
            @Nullable String header,
            String body,
            @Nullable String footer,
            @Nullable String icon,
            @Nullable String ticks,
            String wamid,
            List<Message.Button> buttons,
            @Nullable Request request) {}

    /**
     * @param open whether it can be answered
     * @param answer what was chosen last, in words
     */
    record Request(boolean open, boolean expired, @Nullable String answer) {}

    /** An entry in the list of phones. */
    record Entry(BusinessNumber number, Phone phone, Pair pair, State state) {

        public String key() {
            return number.phoneNumberId() + "/" + phone.waId();
        }
    }

    String key() {
        return number.phoneNumberId() + "/" + phone.waId();
    }

    public String topic() {
        return Pairs.topic(pair);
    }

    public List<Fate> fates() {
        return List.of(Fate.values());
    }

    public boolean rings() {
        return call != null && call.ringsAtPerson() && phone.online();
    }

    public boolean dialling() {
        return call != null && call.ringing() && !call.byBusiness();
    }

    public boolean talking() {
        return call != null && !call.ringing();
    }
}
