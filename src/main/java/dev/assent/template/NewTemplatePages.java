package dev.assent.template;

import dev.assent.access.Member;
import dev.assent.access.Role;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.web.Choice;
import dev.assent.web.Toast;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.CreatedTemplate;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.List;
import java.util.Map;

/** Writing a new template and handing it to Meta. */
@Controller
@RequestMapping("/calling/templates")
class NewTemplatePages {

    private static final List<Choice> CATEGORIES =
            List.of(
                    new Choice(
                            "UTILITY",
                            "Utility",
                            "About something they asked for, ordered or booked. Reaches"
                                    + " everybody."),
                    new Choice(
                            "MARKETING",
                            "Marketing",
                            "Everything that promotes or wins back. WhatsApp limits how much of it"
                                    + " a person gets, and does not deliver it to those who stopped"
                                    + " it."));

    private final Templates templates;
    private final Accounts accounts;
    private final Submissions submissions;
    private final Hitches hitches;

    NewTemplatePages(
            Templates templates, Accounts accounts, Submissions submissions, Hitches hitches) {
        this.templates = templates;
        this.accounts = accounts;
        this.submissions = submissions;
        this.hitches = hitches;
    }

    @ModelAttribute("categories")
    List<Choice> categories() {
        return CATEGORIES;
    }

    @ModelAttribute("languages")
    List<Choice> languages() {
        return Languages.all();
    }

    @ModelAttribute("accounts")
    List<Choice> accounts() {
        return accounts.all().stream()
                .map(account -> new Choice(account.wabaId(), account.numbers()))
                .toList();
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable Id from,
            @ModelAttribute(name = "accounts", binding = false) List<Choice> accounts,
            Model model) {
        if (!Member.current().mayActAs(Role.ADMIN)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var account = accounts.isEmpty() ? "" : accounts.getFirst().value();
        var form =
                from == null
                        ? TemplateForm.empty(account)
                        : templates
                                .find(from)
                                .map(TemplateForm::basedOn)
                                .orElseThrow(
                                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("form", form);
        draw(form, Map.of(), model);
        return "template/new";
    }

    /** What the person would see of what is written so far. */
    @PostMapping("/preview")
    String preview(
            @ModelAttribute("form") TemplateForm form,
            @RequestParam Map<String, String> parameters,
            Model model) {
        draw(form, Example.typed(parameters), model);
        return "template/new :: preview";
    }

    /** The fields for examples that it needs so far. */
    @PostMapping("/examples")
    String examples(
            @ModelAttribute("form") TemplateForm form,
            @RequestParam Map<String, String> parameters,
            Model model) {
        draw(form, Example.typed(parameters), model);
        return "template/new :: examples";
    }

    @PostMapping
    String submit(
            @ModelAttribute("form") TemplateForm form,
            BindingResult errors,
            @RequestParam Map<String, String> parameters,
            @ModelAttribute(name = "accounts", binding = false) List<Choice> accounts,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = Example.typed(parameters);
        form.check(typed, errors);
        if (accounts.stream().noneMatch(account -> account.value().equals(form.account()))) {
            errors.rejectValue("account", "unknown", "Choose the numbers that will send it.");
        }
        if (!errors.hasErrors()) {
            var answer = submissions.submit(form.account(), form.draft(typed));
            if (answer instanceof Answer.Done<CreatedTemplate>(var created)) {
                submitted(form, created).after(redirect);
                return "redirect:/calling/templates";
            }
            model.addAttribute("hitch", hitches.of(answer));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        draw(form, typed, model);
        return "template/new";
    }

    private static Toast submitted(TemplateForm form, CreatedTemplate created) {
        var category = Category.ofMeta(created.category());
        return created.category().isEmpty() || created.category().equals(form.category())
                ? Toast.done("%s is with WhatsApp for review.".formatted(form.name()))
                : new Toast(
                        "wait",
                        "%s is with WhatsApp for review, which made it %s."
                                .formatted(form.name(), category.word().toLowerCase()));
    }

    private static void draw(TemplateForm form, Map<String, String> typed, Model model) {
        var business = Tenant.current().name();
        var examples = Example.of(form.text(), typed, business);
        model.addAttribute("examples", examples);
        model.addAttribute("bubble", Bubble.of(form.text().with(Example.values(examples))));
        model.addAttribute("business", business);
    }
}
