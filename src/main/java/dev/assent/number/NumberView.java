package dev.assent.number;

import java.time.Instant;

/** A number as pages show it. */
record NumberView(BusinessNumber number, NumberState state) {

    static NumberView of(BusinessNumber number, Instant now) {
        return new NumberView(number, NumberState.of(number, now));
    }
}
