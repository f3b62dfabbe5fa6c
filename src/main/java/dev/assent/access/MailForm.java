package dev.assent.access;

import static java.util.Objects.requireNonNullElse;

import org.springframework.validation.Errors;

/** Where somebody wants mail sent to. */
record MailForm(String mail) {

    MailForm {
        mail = requireNonNullElse(mail, "").strip();
    }

    void check(Errors errors) {
        if (MailAddress.read(mail).isEmpty()) {
            errors.rejectValue("mail", "unusable", MailAddress.EXPECTED);
        }
    }

    MailAddress address() {
        return new MailAddress(mail);
    }
}
