package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.rules.Limit;
import dev.assent.template.Bubble;
import dev.assent.template.Template;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A request that somebody is about to make: what they may choose, what the person would see, and
 * what it would do to the limits.
 *
 * @param numbers those that can ask
 * @param number the one that would ask; null where there is none
 * @param windowUntil until when messages of our own go through; null if they do not
 * @param templates those that can be sent from this number
 * @param left why other approved ones are not among them; null where there are no others
 * @param template the one that would be sent; null where there is none
 * @param variables the fields of that template
 * @param way how it would be asked; null where there is no way
 * @param bubble as the person would see it; null where there is nothing to see
 * @param refused why nobody may ask now, in whatever way; null if somebody may
 * @param cautions what to consider although one may
 * @param after how far the limits would be used
 * @param againAt when one could ask once more, if it stays unanswered; null where unknown
 * @param errors what is wrong with a field, by its name
 */
record Proposal(
        AskForm form,
        Contact contact,
        String who,
        List<BusinessNumber> numbers,
        @Nullable BusinessNumber number,
        @Nullable Instant windowUntil,
        List<Template> templates,
        @Nullable String left,
        @Nullable Template template,
        List<Variable> variables,
        AskForm.@Nullable Way way,
        @Nullable Bubble bubble,
        @Nullable Why refused,
        List<String> cautions,
        List<Limit> after,
        @Nullable Instant againAt,
        Map<String, String> errors) {

    /**
     * A field of a template.
     *
     * @param label as people read it
     */
    record Variable(String name, String label, String value) {

        public String field() {
            return AskForm.VARIABLE + name;
        }
    }

    /** Whether there is anything to fill in and send. */
    public boolean possible() {
        return way != null && refused == null;
    }

    /** Whether it would ask as was chosen, all of which may have become impossible meanwhile. */
    boolean asChosen() {
        return (form.number() == null || number != null && form.number().equals(number.id()))
                && (form.way() == null || form.way() == way)
                && (form.way() != AskForm.Way.TEMPLATE
                        || form.template() == null
                        || template != null && form.template().equals(template.id()));
    }

    public boolean byTemplate() {
        return way == AskForm.Way.TEMPLATE;
    }

    public boolean freeForm() {
        return way == AskForm.Way.FREE_FORM;
    }

    public boolean wrong(String field) {
        return errors.containsKey(field);
    }
}
