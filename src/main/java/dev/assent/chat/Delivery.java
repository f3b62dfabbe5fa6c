package dev.assent.chat;

import dev.assent.whatsapp.Notice;

/**
 * How far a message of ours came. Later words replace earlier ones, in whatever order they arrive:
 * what was delivered was not lost, and what was lost was sent.
 */
enum Delivery {
    /** Stored; nobody knows whether Meta has it. */
    UNKNOWN("Not confirmed by WhatsApp", "clock"),
    SENT("Sent", "check"),
    FAILED("Not delivered", "alert-circle"),
    DELIVERED("Delivered", "checks"),
    READ("Read", "checks");

    private final String word;
    private final String icon;

    Delivery(String word, String icon) {
        this.word = word;
        this.icon = icon;
    }

    /** In words. */
    public String word() {
        return word;
    }

    /** A name from {@code icons.txt}. */
    public String icon() {
        return icon;
    }

    static Delivery of(Notice.Delivery told) {
        return switch (told) {
            case SENT -> SENT;
            case DELIVERED -> DELIVERED;
            case READ, PLAYED -> READ;
            case FAILED -> FAILED;
        };
    }
}
