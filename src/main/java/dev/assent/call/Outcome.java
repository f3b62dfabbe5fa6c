package dev.assent.call;

import java.util.Locale;

/** How a call ended. */
enum Outcome {
    /** They talked. */
    COMPLETED,
    /** The person did not pick up. */
    UNANSWERED,
    /** Whoever was called did not want it. */
    REJECTED,
    /** Meta knew of another call with this person. */
    BUSY,
    /** We hung up before the person picked up. */
    CANCELLED,
    /** A person called and none of us picked up. */
    MISSED,
    /** It could not be made, or broke down. */
    FAILED,
    /** Nobody knows whether Meta had it. */
    UNKNOWN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
