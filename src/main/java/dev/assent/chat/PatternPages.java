package dev.assent.chat;

import dev.assent.access.Member;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.template.Bubble;
import dev.assent.template.LeftOut;
import dev.assent.template.VariableLabel;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.web.Dialogs;
import dev.assent.web.FragmentMapping;
import dev.assent.web.Toast;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sending a template: in a dialog, or on a page of its own. */
@Controller
@RequestMapping("/messages/{contact}/template")
class PatternPages {

    private static final String FORM = "chat/template";
    private static final String DIALOG = FORM + " :: dialog";
    private static final String VARIABLE = "variable.";
    private static final Toast REFUSED =
            Toast.refused("It did not go through; the conversation tells why.");

    private final Patterns patterns;
    private final Composers composers;
    private final Contacts contacts;
    private final Sending sending;

    PatternPages(Patterns patterns, Composers composers, Contacts contacts, Sending sending) {
        this.patterns = patterns;
        this.composers = composers;
        this.contacts = contacts;
        this.sending = sending;
    }

    /** A variable as it is filled in. */
    record Field(String name, String label, String value, @Nullable String wrong) {

        public String field() {
            return VARIABLE + name;
        }
    }

    /**
     * What somebody is about to send.
     *
     * @param known all that may be sent
     * @param others names of approved templates that need more than words
     * @param pattern the one chosen; null where there is none
     * @param bubble as the person would see it; null where there is nothing to see
     * @param wrong what is wrong with all of it; null where nothing is
     * @param silent whether Meta did not say which templates there are
     */
    record Draft(
            Id attempt,
            Composer composer,
            List<Pattern> known,
            List<String> others,
            @Nullable Pattern pattern,
            List<Field> fields,
            @Nullable Bubble bubble,
            @Nullable String wrong,
            boolean silent) {

        boolean sound() {
            return wrong == null
                    && pattern != null
                    && fields.stream().allMatch(field -> field.wrong() == null);
        }

        /** Why some of them are not to choose from; null if all are. */
        public @Nullable String left() {
            return LeftOut.words(others);
        }

        /** For the next message, where the one before went out in other words. */
        Draft anew() {
            return new Draft(
                    Id.fresh(),
                    composer,
                    known,
                    others,
                    pattern,
                    fields,
                    bubble,
                    "What you chose before was sent already. Press Send template once more to send"
                            + " this one, too.",
                    silent);
        }

        Draft with(String problem) {
            return new Draft(
                    attempt, composer, known, others, pattern, fields, bubble, problem, silent);
        }
    }

    @GetMapping
    String page(@PathVariable Id contact, @RequestParam Map<String, String> fields, Model model) {
        var person = contact(contact);
        model.addAttribute("person", person);
        model.addAttribute("draft", draft(person, fields, false));
        return FORM;
    }

    @FragmentMapping
    String dialog(@PathVariable Id contact, @RequestParam Map<String, String> fields, Model model) {
        page(contact, fields, model);
        return DIALOG;
    }

    /** The same form, drawn for what was chosen and written so far. Nothing is sent. */
    @PostMapping("/draft")
    String draft(@PathVariable Id contact, @RequestParam Map<String, String> fields, Model model) {
        return page(contact, fields, model);
    }

    @PostMapping(path = "/draft", headers = "HX-Request")
    String draftHere(
            @PathVariable Id contact, @RequestParam Map<String, String> fields, Model model) {
        return dialog(contact, fields, model);
    }

    @PostMapping
    String send(
            @PathVariable Id contact,
            @RequestParam Map<String, String> fields,
            @AuthenticationPrincipal Member member,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var toast = send(contact(contact), fields, member, model, response);
        if (toast == null) {
            return FORM;
        }
        toast.after(redirect);
        return "redirect:/messages/" + contact;
    }

    @PostMapping(headers = "HX-Request")
    @Nullable String sendHere(
            @PathVariable Id contact,
            @RequestParam Map<String, String> fields,
            @AuthenticationPrincipal Member member,
            Model model,
            HttpServletResponse response) {
        var toast = send(contact(contact), fields, member, model, response);
        if (toast == null) {
            return DIALOG;
        }
        toast.beside(response);
        Dialogs.close(response);
        response.setStatus(HttpStatus.NO_CONTENT.value());
        return null;
    }

    /** What to say when it is done; null if the form is shown once more. */
    private @Nullable Toast send(
            Contact person,
            Map<String, String> fields,
            Member member,
            Model model,
            HttpServletResponse response) {
        var draft = draft(person, fields, true);
        var number = draft.composer().number();
        var pattern = draft.pattern();
        if (!draft.sound() || number == null || pattern == null) {
            return again(draft, person, HttpStatus.UNPROCESSABLE_CONTENT, model, response);
        }
        var values = pattern.values(person.name(), Tenant.current().name(), written(fields));
        var shown = pattern.with(values).text();
        var wish =
                new Wish(
                        draft.attempt(),
                        number,
                        person,
                        new Wish.ByTemplate(pattern.message(values), shown),
                        member.name());
        return switch (sending.send(wish)) {
            case Sent.Kept _ -> Toast.done("The template was sent.");
            case Sent.Already(var message) when !message.body().equals(shown) ->
                    again(draft.anew(), person, HttpStatus.CONFLICT, model, response);
            case Sent.Already(var message) when message.failed() -> REFUSED;
            case Sent.Already _ -> Toast.done("The template was sent already.");
            case Sent.Refused _ -> REFUSED;
            case Sent.NotConnected _ ->
                    Toast.refused("There was no connection to WhatsApp, so nothing was sent.");
            case Sent.WindowClosed() ->
                    throw new IllegalStateException("a template needs no open window");
        };
    }

    private static @Nullable Toast again(
            Draft draft,
            Contact person,
            HttpStatus status,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("person", person);
        model.addAttribute(
                "draft",
                draft.pattern() == null || draft.composer().number() == null
                        ? draft.with("What you chose is not possible any more.")
                        : draft);
        response.setStatus(status.value());
        return null;
    }

    private Draft draft(Contact person, Map<String, String> fields, boolean complete) {
        var composer = composers.of(person, id(fields.get("number")));
        var number = composer.number();
        var told = number == null ? null : patterns.of(number.wabaId()).orElse(null);
        var offer = told == null ? Patterns.Offer.NOTHING : told;
        var known = offer.patterns();
        var pattern = choose(known, fields.get("template"), complete);
        var attempt = id(fields.get("attempt"));
        if (pattern == null) {
            return new Draft(
                    attempt == null ? Id.fresh() : attempt,
                    composer,
                    known,
                    offer.others(),
                    null,
                    List.of(),
                    null,
                    null,
                    told == null && number != null);
        }
        var values = pattern.values(person.name(), Tenant.current().name(), written(fields));
        return new Draft(
                attempt == null ? Id.fresh() : attempt,
                composer,
                known,
                offer.others(),
                pattern,
                pattern.variables().stream().map(name -> field(name, values, complete)).toList(),
                Bubble.of(pattern.with(values)),
                complete && pattern.tooLong(values)
                        ? "With these values it is too long. Shorten them."
                        : null,
                false);
    }

    /** What was chosen and is gone is not replaced by another one when it is sent. */
    private static @Nullable Pattern choose(
            List<Pattern> known, @Nullable String id, boolean complete) {
        return known.stream()
                .filter(pattern -> pattern.id().equals(id))
                .findFirst()
                .orElse(complete || known.isEmpty() ? null : known.getFirst());
    }

    private static Field field(String name, Map<String, String> values, boolean complete) {
        var value = values.getOrDefault(name, "");
        return new Field(
                name,
                VariableLabel.of(name),
                value,
                complete && value.isEmpty() ? "Fill this in." : null);
    }

    private static Map<String, String> written(Map<String, String> fields) {
        var written = new HashMap<String, String>();
        fields.forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                written.put(name.substring(VARIABLE.length()), value);
            }
        });
        return written;
    }

    private static @Nullable Id id(@Nullable String text) {
        return text != null && Id.isOne(text) ? Id.parse(text) : null;
    }

    private Contact contact(Id contact) {
        return contacts.find(contact).orElseThrow(ChatPages::missing);
    }
}
