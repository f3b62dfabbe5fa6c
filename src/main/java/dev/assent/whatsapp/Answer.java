package dev.assent.whatsapp;

import java.util.function.Function;

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

    /** She failed (5xx), or her answer made no sense: whether it was done is unknown. */
    record Failed<T>(MetaError error) implements Answer<T> {}

    /** The question was sent but no answer came in time: whether it was done is unknown. */
    record Silent<T>() implements Answer<T> {}

    /** No connection was made: nothing was done. */
    record Unreachable<T>() implements Answer<T> {}

    /** The same ending, with the next step's where she did it. */
    default <R> Answer<R> then(Function<? super T, Answer<R>> next) {
        return switch (this) {
            case Done<T>(var value) -> next.apply(value);
            case Refused<T>(var error) -> new Refused<>(error);
            case Failed<T>(var error) -> new Failed<>(error);
            case Silent<T>() -> new Silent<>();
            case Unreachable<T>() -> new Unreachable<>();
        };
    }
}
