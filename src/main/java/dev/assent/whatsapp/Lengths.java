package dev.assent.whatsapp;

/**
 * How long WhatsApp lets texts be. It counts characters as people write them in their languages, so
 * that an emoji is one, which Java keeps in two.
 */
public final class Lengths {

    /** Of the body of a permission request, filled in. */
    public static final int BODY = 1_024;

    /** Of a text message. */
    public static final int TEXT = 4_096;

    /** Of a template's header, filled in. */
    public static final int HEADER = 60;

    /** Of a template's footer. */
    public static final int FOOTER = 60;

    private Lengths() {}

    /** Whether a text has more characters than that. */
    public static boolean exceeds(int most, String text) {
        return text.codePointCount(0, text.length()) > most;
    }
}
