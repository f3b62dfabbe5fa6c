package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.template.Template;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Lengths;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What somebody wants to ask, and of whom.
 *
 * @param attempt the identity the request will have; asking twice with one is not possible
 * @param askedBy who wants it, as people know them
 * @param asker the account of the member who wants it, and is told of the answer; null where a
 *     program does
 */
public record Ask(
        Id attempt,
        BusinessNumber number,
        Contact contact,
        Way way,
        String askedBy,
        @Nullable Id asker) {

    /** By a program. */
    public Ask(Id attempt, BusinessNumber number, Contact contact, Way way, String askedBy) {
        this(attempt, number, contact, way, askedBy, null);
    }

    /** An attempt of its own. */
    public Ask(BusinessNumber number, Contact contact, Way way, String askedBy) {
        this(Id.fresh(), number, contact, way, askedBy);
    }

    public sealed interface Way {}

    /**
     * In a message of our own, while the service window is open.
     *
     * @param body at most 1,024 characters; null for WhatsApp's own words alone
     */
    public record FreeForm(@Nullable String body) implements Way {

        public FreeForm {
            if (tooLong(body)) {
                throw new IllegalArgumentException("a request has at most 1,024 characters");
            }
        }

        /** Whether Meta would not take so long a text. */
        public static boolean tooLong(@Nullable String body) {
            return body != null && Lengths.exceeds(Lengths.BODY, body);
        }
    }

    /**
     * @param variables by name
     */
    public record ByTemplate(Template template, Map<String, String> variables) implements Way {}
}
