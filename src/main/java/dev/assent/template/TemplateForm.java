package dev.assent.template;

import static java.util.Objects.requireNonNullElse;

import dev.assent.whatsapp.Lengths;
import dev.assent.whatsapp.Placeholders;
import dev.assent.whatsapp.TemplateDraft;

import org.springframework.validation.Errors;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A new template, as somebody writes it. */
record TemplateForm(
        String account,
        String name,
        String language,
        String category,
        String header,
        String body,
        String footer) {

    static final int LONGEST_NAME = 512;

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");
    private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9_]{0,39}|[1-9][0-9]?");
    private static final Pattern POSITION = Pattern.compile("[0-9]+");
    private static final Pattern BRACES = Pattern.compile("\\{\\{|}}");
    private static final Pattern AT_AN_END =
            Pattern.compile("^\\s*\\{\\{[^}]*}}.*|.*\\{\\{[^}]*}}\\s*$", Pattern.DOTALL);

    TemplateForm {
        account = requireNonNullElse(account, "");
        name =
                requireNonNullElse(name, "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[\\s-]+", "_");
        language = requireNonNullElse(language, "");
        category = requireNonNullElse(category, "");
        header = requireNonNullElse(header, "").strip();
        body = requireNonNullElse(body, "").replace("\r\n", "\n").strip();
        footer = requireNonNullElse(footer, "").strip();
    }

    static TemplateForm empty(String account) {
        return new TemplateForm(
                account,
                "",
                "en",
                "UTILITY",
                "",
                "Hi {{first_name}}, this is {{business}}. May we call you about your request?",
                "");
    }

    /** To be changed and submitted anew: a name cannot be used again soon. */
    static TemplateForm basedOn(Template template) {
        return new TemplateForm(
                template.wabaId(),
                template.name() + "_2",
                template.language(),
                template.marketing() ? "MARKETING" : "UTILITY",
                requireNonNullElse(template.text().header(), ""),
                template.text().body(),
                requireNonNullElse(template.text().footer(), ""));
    }

    TemplateText text() {
        return new TemplateText(
                header.isEmpty() ? null : header, body, footer.isEmpty() ? null : footer);
    }

    TemplateDraft draft(Map<String, String> examples) {
        var needed = new HashMap<>(examples);
        needed.keySet().retainAll(text().variables());
        return new TemplateDraft(
                name, language, category, text().header(), body, text().footer(), needed);
    }

    /** Says what Meta would not take. */
    void check(Map<String, String> examples, Errors errors) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            errors.rejectValue(
                    "name",
                    "unfit",
                    "Give it a name of lower-case letters, digits and underscores.");
        }
        if (!Languages.has(language)) {
            errors.rejectValue("language", "unknown", "Choose the language of the text.");
        }
        if (!List.of("UTILITY", "MARKETING").contains(category)) {
            errors.rejectValue("category", "unknown", "Choose one.");
        }
        checkHeader(errors);
        checkBody(errors);
        checkFooter(errors);
        if (text().variables().stream()
                .anyMatch(name -> examples.getOrDefault(name, "").isBlank())) {
            errors.reject(
                    "examples",
                    "Give an example for each variable: WhatsApp reviews the text with them.");
        }
    }

    private void checkHeader(Errors errors) {
        if (Lengths.exceeds(Lengths.HEADER, header)) {
            errors.rejectValue("header", "long", "Use at most 60 characters.");
        } else if (Placeholders.in(header).size() > 1) {
            errors.rejectValue("header", "variables", "A header can have one variable only.");
        } else {
            checkVariables("header", header, errors);
        }
    }

    private void checkBody(Errors errors) {
        if (body.isEmpty()) {
            errors.rejectValue("body", "missing", "Write why you want to call.");
        } else if (Lengths.exceeds(Lengths.BODY, body)) {
            errors.rejectValue("body", "long", "Use at most 1,024 characters.");
        } else if (AT_AN_END.matcher(body).matches()) {
            errors.rejectValue(
                    "body",
                    "end",
                    "WhatsApp takes no variable at the very beginning or end. Put a word before or"
                            + " after it.");
        } else {
            checkVariables("body", body, errors);
        }
    }

    private void checkFooter(Errors errors) {
        if (Lengths.exceeds(Lengths.FOOTER, footer)) {
            errors.rejectValue("footer", "long", "Use at most 60 characters.");
        } else if (BRACES.matcher(footer).find()) {
            errors.rejectValue("footer", "variables", "A footer can have no variables.");
        }
    }

    private void checkVariables(String field, String text, Errors errors) {
        var names = Placeholders.in(text);
        var allNames = text().variables();
        var positions = allNames.stream().filter(name -> POSITION.matcher(name).matches()).count();
        if (BRACES.matcher(Placeholders.fill(text, blanks(names))).find()
                || !names.stream().allMatch(name -> VARIABLE.matcher(name).matches())) {
            errors.rejectValue(
                    field,
                    "braces",
                    "Write a variable as {{first_name}}: two braces on each side, lower-case"
                            + " letters, digits and underscores between them.");
        } else if (positions > 0 && positions < allNames.size()) {
            errors.rejectValue(
                    field,
                    "mixed",
                    "Variables have names, or numbers, but not both in one template.");
        }
    }

    private static Map<String, String> blanks(List<String> names) {
        var blanks = new HashMap<String, String>();
        names.forEach(name -> blanks.put(name, ""));
        return blanks;
    }
}
