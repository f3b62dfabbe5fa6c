package dev.assent.access;

import static java.util.Objects.requireNonNullElse;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.validation.Errors;

import java.time.ZoneId;

/** What somebody tells who wants to open a business. */
record SignUpForm(
        @NotBlank(message = "Tell us what your business is called.")
                @Size(max = 120, message = "Use at most 120 characters.")
                String business,
        String mail,
        String zone,
        String country) {

    SignUpForm {
        business = requireNonNullElse(business, "").replaceAll("\\p{Cntrl}+", " ").strip();
        mail = requireNonNullElse(mail, "").strip();
        zone = requireNonNullElse(zone, "");
        country = requireNonNullElse(country, "");
    }

    void check(Errors errors) {
        if (MailAddress.read(mail).isEmpty()) {
            errors.rejectValue("mail", "unusable", MailAddress.EXPECTED);
        }
        if (!Zones.known(zone)) {
            errors.rejectValue("zone", "unknown", "Choose the time zone your business works in.");
        }
        if (!Countries.known(country)) {
            errors.rejectValue("country", "unknown", "Choose the country your business works in.");
        }
    }

    SignUp wish() {
        return new SignUp(new MailAddress(mail), business, ZoneId.of(zone), country);
    }
}
