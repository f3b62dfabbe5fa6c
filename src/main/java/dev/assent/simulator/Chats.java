package dev.assent.simulator;

import java.time.InstantSource;

/** Where whoever wants to change something between two gets hold of both. */
class Chats {

    private final BusinessNumbers numbers;
    private final Phones phones;
    private final Pairs pairs;
    private final Switchboard switchboard;
    private final InstantSource time;

    Chats(
            BusinessNumbers numbers,
            Phones phones,
            Pairs pairs,
            Switchboard switchboard,
            InstantSource time) {
        this.numbers = numbers;
        this.phones = phones;
        this.pairs = pairs;
        this.switchboard = switchboard;
        this.time = time;
    }

    /** Held until the end of the transaction; a call that should be over by now is. */
    Chat held(String phoneNumberId, String waId) {
        return held(numbers.get(phoneNumberId), waId);
    }

    Chat held(BusinessNumber number, String waId) {
        var pair = pairs.locked(number.phoneNumberId(), waId);
        return settled(new Chat(number, phones.get(waId), pair));
    }

    Chat held(long pairId) {
        var pair = pairs.locked(pairId);
        return settled(new Chat(numbers.get(pair.phoneNumberId()), phones.get(pair.waId()), pair));
    }

    private Chat settled(Chat chat) {
        return switchboard.settle(chat, time.instant());
    }
}
