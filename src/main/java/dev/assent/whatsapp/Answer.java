package dev.assent.whatsapp;

/**
 * How a question to Meta ended. The list is closed, so that every caller decides every ending.
 *
 * @param <T> what she answers when all is well
 */
public sealed interface Answer<T> {

    /** She did it. */
    record Done<T>(T value) implements Answer<T> {}

    /** She refused (4xx): nothing was done. */
    record Refused<T>(MetaError error) implements Answer<T> {}

    /** She failed (5xx): whether it was done is unknown. */
    record Failed<T>(MetaError error) implements Answer<T> {}

    /** The question was sent but no answer came in time: whether it was done is unknown. */
    record Silent<T>() implements Answer<T> {}

    /** No connection was made: nothing was done. */
    record Unreachable<T>() implements Answer<T> {}
}
