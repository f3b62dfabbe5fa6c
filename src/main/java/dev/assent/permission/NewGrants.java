package dev.assent.permission;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * People have just allowed us to call. Published in the transaction of the tenant that writes it
 * down, and only of permissions that hold.
 */
public record NewGrants(List<Grant> grants) {

    public NewGrants {
        grants = List.copyOf(grants);
    }

    /**
     * One of them.
     *
     * @param reply Meta's id of the answer: the same grant has the same
     * @param asker the account of whoever asked for it; null if nobody did, or a program
     */
    public record Grant(String reply, Id number, Id contact, @Nullable Id asker) {}
}
