package dev.assent.chat;

import dev.assent.number.BusinessNumber;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Where somebody writes to a person.
 *
 * @param who the person, as one would speak of them
 * @param attempt the identity of the next message
 * @param numbers those that can send
 * @param number the one that will; null where none is connected
 * @param reachable whether we know any address of the person's
 * @param until until when messages of our own go through; null if they do not
 */
record Composer(
        Id contact,
        String who,
        Id attempt,
        List<BusinessNumber> numbers,
        @Nullable BusinessNumber number,
        boolean reachable,
        @Nullable Instant until) {

    /** {@code open}, {@code closed}, {@code unconnected} or {@code unreachable}. */
    public String state() {
        if (!reachable) {
            return "unreachable";
        }
        if (number == null) {
            return "unconnected";
        }
        return until == null ? "closed" : "open";
    }
}
