package dev.assent.whatsapp;

/**
 * What lets us speak to Meta in a business's name. Never shows itself in a log.
 *
 * @param value visible ASCII characters, for it travels in a header
 */
public record AccessToken(String value) {

    public AccessToken {
        if (!isToken(value)) {
            throw new IllegalArgumentException("no access token");
        }
    }

    /** Whether a text can be a token at all. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
    }

    @Override
    public String toString() {
        return "AccessToken[…]";
    }
}
