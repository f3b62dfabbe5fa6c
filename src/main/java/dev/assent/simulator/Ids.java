package dev.assent.simulator;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes identities that look like Meta's and never come twice. */
final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String message(String waId) {
        return "wamid." + unique(waId, 18);
    }

    static String call(String waId) {
        return "wacid." + unique(waId, 18);
    }

    /** Fifteen digits, as numbers and accounts have them. */
    static String digits() {
        return Long.toString(RANDOM.nextLong(100_000_000_000_000L, 1_000_000_000_000_000L));
    }

    static long template() {
        return RANDOM.nextLong(100_000_000_000_000L, 1_000_000_000_000_000L);
    }

    static String accessToken() {
        return "EAAS" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(48));
    }

    static String trace() {
        return "A" + HexFormat.of().formatHex(bytes(8));
    }

    private static String unique(String waId, int length) {
        var digits = waId.getBytes(StandardCharsets.US_ASCII);
        var random = bytes(length);
        var all = new byte[digits.length + random.length];
        System.arraycopy(digits, 0, all, 0, digits.length);
        System.arraycopy(random, 0, all, digits.length, random.length);
        return Base64.getEncoder().encodeToString(all);
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
