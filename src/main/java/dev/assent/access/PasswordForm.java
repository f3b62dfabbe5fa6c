package dev.assent.access;

import static java.util.Objects.requireNonNullElse;

import org.springframework.validation.Errors;

/** A password, the current one or a new one. */
record PasswordForm(String password) {

    PasswordForm {
        password = requireNonNullElse(password, "");
    }

    void check(Errors errors, MailAddress owner) {
        Passwords.check(password, owner, errors);
    }
}
