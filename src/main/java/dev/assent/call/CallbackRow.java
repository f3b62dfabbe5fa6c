package dev.assent.call;

import dev.assent.contact.Who;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A callback as lists show it.
 *
 * @param phone as people write it; empty where the name is no more than that
 * @param from the number they reached; null where there is only one
 * @param due when it is overdue; null once it is done
 * @param mine whether the reader takes care of it
 */
record CallbackRow(
        Id id,
        String topic,
        Id contact,
        Id number,
        String name,
        String phone,
        @Nullable String from,
        Callback callback,
        @Nullable Instant due,
        boolean overdue,
        boolean mine) {

    static CallbackRow of(
            Callback callback, Who who, @Nullable String from, Id reader, Instant now) {
        return new CallbackRow(
                callback.id(),
                Callback.topic(callback.id()),
                callback.contact(),
                callback.number(),
                who.name(),
                who.phone(),
                from,
                callback,
                callback.done() ? null : callback.dueAt(),
                callback.overdueAt(now),
                reader.equals(callback.agent()));
    }

    public Callback.State state() {
        return callback.state();
    }

    public boolean open() {
        return callback.state() == Callback.State.OPEN;
    }

    public boolean done() {
        return callback.done();
    }

    /** How often it came up; empty where once. */
    public String times() {
        return callback.times() < 2 ? "" : "%d times".formatted(callback.times());
    }
}
