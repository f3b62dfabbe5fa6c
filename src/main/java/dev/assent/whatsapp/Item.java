package dev.assent.whatsapp;

/** One thing in a webhook, read or not. */
public sealed interface Item {

    record Understood(Heard heard) implements Item {}

    /**
     * It lacks what we cannot do without; its neighbours are not affected.
     *
     * @param reason what is wrong, for a log: never content
     */
    record Unreadable(String reason) implements Item {}
}
