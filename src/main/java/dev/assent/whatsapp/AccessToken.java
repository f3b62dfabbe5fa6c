package dev.assent.whatsapp;

/** What lets us speak to Meta in a business's name. Never shows itself in a log. */
public record AccessToken(String value) {

    @Override
    public String toString() {
        return "AccessToken[…]";
    }
}
