package dev.assent.webhook;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Sha256;
import dev.assent.whatsapp.Change;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

/**
 * What one webhook brought.
 *
 * @param endpoint the tenant at whose own endpoint it arrived; null at the platform's
 */
record Post(@Nullable Id endpoint, List<Change> changes, Instant received) {

    /**
     * What makes a change the same change: where it arrived, whom and what it concerns, and its
     * bytes. Where it arrived, so that nobody can pre-empt what will be said to another.
     */
    byte[] key(Change change) {
        var digest = Sha256.begin();
        add(digest, endpoint == null ? "" : endpoint.toString());
        add(digest, change.wabaId());
        add(digest, change.at() == null ? "" : change.at().toString());
        add(digest, change.field());
        digest.update(change.value());
        return digest.digest();
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
