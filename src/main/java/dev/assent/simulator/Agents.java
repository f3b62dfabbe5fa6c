package dev.assent.simulator;

import java.time.InstantSource;

/** What people at a business do, if somebody wants it from here: under Meta's limits, as always. */
class Agents {

    private final BusinessNumbers numbers;
    private final Phones phones;
    private final GraphCalls calls;
    private final Media media;
    private final InstantSource time;

    Agents(
            BusinessNumbers numbers,
            Phones phones,
            GraphCalls calls,
            Media media,
            InstantSource time) {
        this.numbers = numbers;
        this.phones = phones;
        this.calls = calls;
        this.media = media;
        this.time = time;
    }

    /**
     * Calls the person.
     *
     * @throws Impossible if Meta refuses it, in her words
     */
    PhoneCall call(Whom whom) {
        try {
            return calls.dial(
                    numbers.get(whom.number()),
                    phones.called(whom.person()),
                    new GraphCalls.Dialling(time.instant(), media.offer(), null, true));
        } catch (GraphError refusal) {
            throw new Impossible(
                    "WhatsApp refuses their call: %s (%d)"
                            .formatted(refusal.words(), refusal.code()),
                    refusal.until());
        }
    }
}
