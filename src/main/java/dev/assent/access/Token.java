package dev.assent.access;

import dev.assent.tenancy.Sha256;

import java.security.SecureRandom;
import java.util.Base64;

/** A secret that opens something to whoever holds it. We keep its hash only. */
record Token(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    public Token {}

    static Token fresh() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        return Sha256.of(text);
    }

    @Override
    public String toString() {
        return "Token[…]";
    }
}
