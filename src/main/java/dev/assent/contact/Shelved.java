package dev.assent.contact;

import dev.assent.tenancy.Id;

import java.util.Collection;

/** Who keeps a {@link Shelf}, and so a copy of what people are sorted by. */
public interface Shelved {

    /**
     * Holds the rows of these people until the transaction ends. Somebody who writes to a shelf
     * holds its rows before those of {@code contact}; so must whoever writes to both.
     */
    void hold(Collection<Id> contacts);

    /** These people are sorted elsewhere now: copy it anew. */
    void refile(Collection<Id> contacts);
}
