package dev.assent.access;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.jspecify.annotations.Nullable;

/**
 * Somebody leaves a business: they sign out, change to another one, or all their sessions end. What
 * their pages were about to do there, they cannot do any more.
 *
 * @param session the {@linkplain Sessions#mark mark} of the session they leave; null if they leave
 *     all of them
 */
public record Departure(Tenant tenant, Id account, @Nullable String session) {

    /** Whether what was begun in that session is left. */
    public boolean concerns(String mark) {
        return session == null || session.equals(mark);
    }
}
