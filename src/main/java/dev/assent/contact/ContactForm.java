package dev.assent.contact;

import static java.util.Objects.requireNonNullElse;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** Name and number of a contact, as somebody types them. */
record ContactForm(
        @NotBlank(message = "Write the name you know them by.")
                @Size(max = Names.LONGEST, message = "Use at most {max} characters.")
                String name,
        String phone) {

    ContactForm {
        name = requireNonNullElse(name, "").strip();
        name = Names.isSeen(name) ? name : "";
        phone = requireNonNullElse(phone, "").strip();
    }

    static ContactForm empty() {
        return new ContactForm("", "");
    }

    static ContactForm of(Contact contact) {
        return new ContactForm(contact.name(), contact.number());
    }

    /** The number, or nothing and a word about what is wrong with it. */
    @Nullable PhoneNumber number(String country, Errors errors) {
        if (phone.isEmpty()) {
            errors.rejectValue("phone", "missing", "Write their number on WhatsApp.");
            return null;
        }
        try {
            return PhoneNumber.read(phone, country);
        } catch (IllegalArgumentException unreadable) {
            errors.rejectValue(
                    "phone",
                    "unreadable",
                    "This can be no telephone number. Write all of it, with the country code if it"
                            + " is not a number of %s.".formatted(Countries.name(country)));
            return null;
        }
    }
}
