package dev.assent.chat;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.TemplateMessage;

/**
 * What somebody wants to send.
 *
 * @param attempt the identity the message will have; sending twice with one is not possible
 * @param author who sends it, as people know them
 */
record Wish(Id attempt, BusinessNumber number, Contact contact, Content content, String author) {

    sealed interface Content {

        /** As the person will read it. */
        String shown();
    }

    /** In our own words, while the service window is open. */
    record Text(String body) implements Content {

        @Override
        public String shown() {
            return body;
        }
    }

    /** In words that Meta has approved. */
    record ByTemplate(TemplateMessage template, String shown) implements Content {}
}
