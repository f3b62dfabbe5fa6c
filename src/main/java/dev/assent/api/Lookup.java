package dev.assent.api;

import dev.assent.contact.PhoneNumber;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;

import org.springframework.stereotype.Component;

/** Finds what a request names, or refuses it. */
@Component
class Lookup {

    private final Numbers numbers;

    Lookup(Numbers numbers) {
        this.numbers = numbers;
    }

    /** A number of this business; another's is as unknown as none. */
    BusinessNumber number(String phoneNumberId) {
        return numbers.findByPhoneNumberId(phoneNumberId)
                .orElseThrow(() ->
                        Problem.notFound(
                                "You have no number with the id %s.".formatted(phoneNumberId)));
    }

    /** A plus sign that nobody encoded arrives as a space; one that is missing is meant. */
    static PhoneNumber phone(String text) {
        var digits = text.strip();
        try {
            return PhoneNumber.read(digits.startsWith("+") ? digits : "+" + digits, null);
        } catch (IllegalArgumentException noNumber) {
            throw Problem.unprocessable(
                    "contact",
                    "Give the telephone number with its country code, such as +919886021144.");
        }
    }
}
