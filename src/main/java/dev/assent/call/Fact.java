package dev.assent.call;

import java.util.Locale;

/** Something that is true of a call from a moment on. */
enum Fact {
    /** We want to call, and have written that down. */
    DIALLED,
    /** The first word of Meta's about it. */
    TOLD,
    /** Sound can flow: their answer to our offer, or the offer of somebody who calls. */
    CONNECTED,
    /** The person's phone rings, or ours do. */
    RINGING,
    /** One of us has taken a person's call. */
    CLAIMED,
    /** We have asked Meta to accept a person's call. */
    ANSWERING,
    /** Somebody picked it up, as it was told at that moment. */
    ACCEPTED,
    /** Somebody picked it up, as it was told at its end; that is more exact. */
    STARTED,
    /** Whoever was called does not want it. */
    REJECTED,
    /** One of us has hung up. */
    HUNG_UP,
    /** Nobody of ours is there any more who could talk. */
    ABANDONED,
    /** Meta refused what we asked of her for it. */
    REFUSED,
    /** Meta has confirmed that we ended it. */
    RELEASED,
    /** Meta says that it is over. */
    TERMINATED,
    /** Meta says that it broke down technically. */
    BROKE_DOWN;

    String column() {
        return name().toLowerCase(Locale.ROOT) + "_at";
    }
}
