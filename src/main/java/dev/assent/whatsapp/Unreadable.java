package dev.assent.whatsapp;

/** What Meta sent lacks something we cannot do without. Says what, never what was sent. */
final class Unreadable extends RuntimeException {

    Unreadable(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
