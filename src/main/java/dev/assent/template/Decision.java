package dev.assent.template;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What Meta last said of a template.
 *
 * @param reason her word, such as {@code SCAM}
 * @param explanation her sentence
 * @param at when she said so
 */
public record Decision(
        Status status, @Nullable String reason, @Nullable String explanation, Instant at) {

    /** The later one; of two in one second the review has ended rather than begun. */
    Decision orLater(Decision other) {
        return other.at.isAfter(at) || other.at.equals(at) && other.status != Status.PENDING
                ? other
                : this;
    }
}
