package dev.assent.access;

import org.springframework.validation.Errors;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What we ask of a password. */
final class Passwords {

    static final int SHORTEST = 10;

    /** What the hash takes in; a longer one would silently be cut. */
    static final int MOST_BYTES = 72;

    private Passwords() {}

    static void check(String password, MailAddress owner, Errors errors) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            reject(errors, "Use at least 10 characters. A few words in a row are easy to keep.");
        } else if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            reject(errors, "That is longer than we can store. Use at most 72 characters.");
        } else if (password.codePoints().distinct().count() < 4) {
            reject(errors, "That would be guessed at once. Use more different characters.");
        } else if (password.toLowerCase(Locale.ROOT).strip().equals(owner.value())) {
            reject(errors, "Your mail address is known to others. Choose something else.");
        }
    }

    private static void reject(Errors errors, String message) {
        errors.rejectValue("password", "weak", message);
    }
}
