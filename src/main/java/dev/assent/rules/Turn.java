package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A moment at which a grant was given or ended, or was refused: what lies beneath the requests
 * (4.3) became another. Requests tell their own story.
 *
 * @param standing from then on; never {@code Pending}
 * @param cause the reply, refusal or reading by its id, or the call by {@link Call#id}; null where
 *     time alone ended a grant
 */
public record Turn(Instant at, Standing standing, @Nullable String cause) {}
