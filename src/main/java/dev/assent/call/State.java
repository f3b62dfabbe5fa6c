package dev.assent.call;

import java.util.Locale;

/** How far a call has come. */
enum State {
    /** Written down, but not with Meta yet as far as we know. */
    DIALLING,
    /** With Meta; the person's phone does not ring yet. */
    CALLING,
    /** The phone of whoever is called rings. */
    RINGING,
    /** One of us has taken a person's call and is about to answer. */
    CLAIMED,
    /** They talk. */
    CONNECTED,
    /** It is over; {@link Outcome} says how. */
    ENDED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
