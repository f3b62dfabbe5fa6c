package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.template.Template;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What somebody wants to ask, and of whom.
 *
 * @param askedBy who wants it, as people know them
 */
public record Ask(BusinessNumber number, Contact contact, Way way, String askedBy) {

    public sealed interface Way {}

    /**
     * In a message of our own, while the service window is open.
     *
     * @param body at most 1,024 characters; null for WhatsApp's own words alone
     */
    public record FreeForm(@Nullable String body) implements Way {

        public static final int LONGEST = 1_024;

        public FreeForm {
            if (body != null && body.codePointCount(0, body.length()) > LONGEST) {
                throw new IllegalArgumentException("a request has at most 1,024 characters");
            }
        }
    }

    /**
     * @param variables by name
     */
    public record ByTemplate(Template template, Map<String, String> variables) implements Way {}
}
