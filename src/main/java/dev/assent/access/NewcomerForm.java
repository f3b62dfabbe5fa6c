package dev.assent.access;

import static java.util.Objects.requireNonNullElse;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.validation.Errors;

/** What the owner of a new account tells. */
record NewcomerForm(
        @NotBlank(message = "Tell us your name, as colleagues should see it.")
                @Size(max = 120, message = "Use at most 120 characters.")
                String name,
        String password) {

    NewcomerForm {
        name = requireNonNullElse(name, "").replaceAll("\\p{Cntrl}+", " ").strip();
        password = requireNonNullElse(password, "");
    }

    void check(Errors errors, MailAddress owner) {
        Passwords.check(password, owner, errors);
    }
}
