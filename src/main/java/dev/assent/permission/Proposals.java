package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.number.ChosenNumber;
import dev.assent.rules.Happening;
import dev.assent.rules.Position;
import dev.assent.rules.Situation;
import dev.assent.rules.Verdict;
import dev.assent.template.AutomaticValues;
import dev.assent.template.Bubble;
import dev.assent.template.LeftOut;
import dev.assent.template.Template;
import dev.assent.template.Templates;
import dev.assent.template.VariableLabel;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws up what somebody is about to ask. */
@Component
class Proposals {

    private final Dossiers dossiers;
    private final Templates templates;
    private final ChosenNumber chosen;

    Proposals(Dossiers dossiers, Templates templates, ChosenNumber chosen) {
        this.dossiers = dossiers;
        this.templates = templates;
        this.chosen = chosen;
    }

    /**
     * What this form would ask.
     *
     * @param complete whether everything must be filled in by now
     */
    @Transactional
    Proposal of(Contact contact, AskForm form, boolean complete) {
        var usable =
                dossiers.all(contact.id()).stream()
                        .filter(dossier -> dossier.sheet().number().connected())
                        .toList();
        return choose(usable, form.number())
                .map(dossier -> of(dossier, form, numbers(usable), complete))
                .orElseGet(() -> nowhere(contact, form));
    }

    private static List<BusinessNumber> numbers(List<Dossier> dossiers) {
        return dossiers.stream().map(dossier -> dossier.sheet().number()).toList();
    }

    /**
     * The number that was chosen here, or the one that the person has to do with, or works with.
     */
    private Optional<Dossier> choose(List<Dossier> usable, @Nullable Id number) {
        return one(usable, number)
                .or(() ->
                        usable.stream()
                                .filter(dossier -> !dossier.happenings().isEmpty())
                                .findFirst())
                .or(() -> chosen.current().flatMap(current -> one(usable, current.id())))
                .or(() -> usable.stream().findFirst());
    }

    private static Optional<Dossier> one(List<Dossier> usable, @Nullable Id number) {
        return usable.stream()
                .filter(dossier -> dossier.sheet().number().id().equals(number))
                .findFirst();
    }

    private static Proposal nowhere(Contact contact, AskForm form) {
        return new Proposal(
                form,
                contact,
                GivenName.of(contact.name()),
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                Map.of());
    }

    private Proposal of(
            Dossier dossier, AskForm form, List<BusinessNumber> numbers, boolean complete) {
        var sheet = dossier.sheet();
        var approved = templates.approved(sheet.number().wabaId());
        var known = approved.stream().filter(Template::sendable).toList();
        var template = template(known, form, sheet);
        var way = way(form, sheet, template);
        var values = template == null ? Map.<String, String>of() : values(template, form, sheet);
        var verdict = sheet.mayAsk(asking(way, template, sheet));
        var after = after(dossier);
        return new Proposal(
                form,
                sheet.contact(),
                new Wording(sheet).who(),
                numbers,
                sheet.number(),
                window(sheet),
                known,
                left(approved),
                template,
                template == null ? List.of() : variables(template, values),
                way,
                bubble(way, form, template, values),
                refusal(dossier, verdict),
                cautions(sheet, verdict),
                after.askLimits(),
                againAt(after, sheet),
                complete ? errors(form, way, template, values) : Map.of());
    }

    private static @Nullable String left(List<Template> approved) {
        return LeftOut.words(
                approved.stream()
                        .filter(template -> !template.sendable())
                        .map(Template::name)
                        .distinct()
                        .toList());
    }

    private static @Nullable Template template(List<Template> known, AskForm form, Sheet sheet) {
        return known.stream()
                .filter(template -> template.id().equals(form.template()))
                .findFirst()
                .or(() -> known.stream().filter(template -> fits(template, sheet)).findFirst())
                .or(() -> known.stream().findFirst())
                .orElse(null);
    }

    private static boolean fits(Template template, Sheet sheet) {
        return !template.marketing() || sheet.contact().marketingStoppedAt() == null;
    }

    /** As was chosen, if it can be; else in one's own words while that is possible. */
    private static AskForm.@Nullable Way way(
            AskForm form, Sheet sheet, @Nullable Template template) {
        var open = window(sheet) != null;
        if (form.way() == AskForm.Way.TEMPLATE && template != null) {
            return AskForm.Way.TEMPLATE;
        }
        if (open) {
            return AskForm.Way.FREE_FORM;
        }
        return template == null ? null : AskForm.Way.TEMPLATE;
    }

    private static @Nullable Instant window(Sheet sheet) {
        var until = sheet.position().windowOpenUntil();
        return until != null && sheet.position().now().isBefore(until) ? until : null;
    }

    private static Situation.Asking asking(
            AskForm.@Nullable Way way, @Nullable Template template, Sheet sheet) {
        return switch (way) {
            case null -> Situation.Asking.SOMEHOW;
            case FREE_FORM -> Situation.Asking.FREE_FORM;
            case TEMPLATE ->
                    template == null || fits(template, sheet)
                            ? Situation.Asking.TEMPLATE
                            : Situation.Asking.UNWANTED_TEMPLATE;
        };
    }

    /** What only one way forbids is told beside that way, and the other stays open. */
    private static @Nullable Why refusal(Dossier dossier, Verdict verdict) {
        return verdict.allowed() || dossier.sheet().mayAsk().allowed()
                ? null
                : dossier.why(Question.ASK);
    }

    private static List<String> cautions(Sheet sheet, Verdict verdict) {
        var wording = new Wording(sheet);
        return switch (verdict) {
            case Verdict.Allowed(var cautions) -> cautions.stream().map(wording::of).toList();
            case Verdict.Refused(var reasons) -> reasons.stream().map(wording::of).toList();
        };
    }

    /** As it would be with one more request. */
    private static Position after(Dossier dossier) {
        var sheet = dossier.sheet();
        var now = sheet.position().now();
        var happenings = new ArrayList<>(dossier.happenings());
        happenings.add(new Happening.Request(Id.fresh().toString(), now));
        return Position.of(sheet.policy(), happenings, now);
    }

    private static @Nullable Instant againAt(Position after, Sheet sheet) {
        return after.mayAsk(sheet.situation(), Situation.Asking.SOMEHOW)
                        instanceof Verdict.Refused refused
                ? refused.decisive().clearsAt()
                : null;
    }

    private static Map<String, String> values(Template template, AskForm form, Sheet sheet) {
        var values =
                new HashMap<>(AutomaticValues.of(sheet.contact().name(), Tenant.current().name()));
        values.putAll(form.variables());
        values.keySet().retainAll(template.variables());
        return values;
    }

    private static List<Proposal.Variable> variables(
            Template template, Map<String, String> values) {
        return template.variables().stream()
                .map(name ->
                        new Proposal.Variable(
                                name, VariableLabel.of(name), values.getOrDefault(name, "")))
                .toList();
    }

    private static @Nullable Bubble bubble(
            AskForm.@Nullable Way way,
            AskForm form,
            @Nullable Template template,
            Map<String, String> values) {
        return switch (way) {
            case null -> null;
            case FREE_FORM -> Bubble.of(form.body().strip());
            case TEMPLATE ->
                    template == null ? null : Bubble.of(template.text().with(written(values)));
        };
    }

    private static Map<String, String> written(Map<String, String> values) {
        var written = new HashMap<>(values);
        written.values().removeIf(String::isBlank);
        return written;
    }

    private static Map<String, String> errors(
            AskForm form,
            AskForm.@Nullable Way way,
            @Nullable Template template,
            Map<String, String> values) {
        var errors = new LinkedHashMap<String, String>();
        switch (way) {
            case null -> {}
            case FREE_FORM -> {
                if (Ask.FreeForm.tooLong(form.body().strip())) {
                    errors.put("body", "Write at most 1,024 characters.");
                }
            }
            case TEMPLATE -> {
                if (template != null) {
                    template.missing(values)
                            .forEach(name -> errors.put(AskForm.VARIABLE + name, "Fill this in."));
                    if (errors.isEmpty() && template.tooLong(values)) {
                        errors.put("template", "With these values it is too long. Shorten them.");
                    }
                }
            }
        }
        return errors;
    }
}
