package dev.assent.whatsapp;

/** What Meta's error codes mean for us: one meaning may have many codes. */
public enum Trouble {
    /** Placeholder for every code nobody has a use for yet. */
    OTHER;

    static Trouble of(int code) {
        return OTHER;
    }
}
