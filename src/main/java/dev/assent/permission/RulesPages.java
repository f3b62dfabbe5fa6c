package dev.assent.permission;

import dev.assent.rules.Edition;
import dev.assent.web.Choice;
import dev.assent.web.FragmentMapping;
import dev.assent.web.Toast;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.Arrays;
import java.util.List;

/** Settings, Rules: which edition the business goes by, and what it adds. */
@Controller
@RequestMapping("/settings/rules")
class RulesPages {

    private static final String PAGE = "permission/rules";

    private final Rulebook rulebook;
    private final Refolding refolding;

    RulesPages(Rulebook rulebook, Refolding refolding) {
        this.rulebook = rulebook;
        this.refolding = refolding;
    }

    @ModelAttribute("editions")
    List<Choice> editions() {
        return Arrays.stream(Edition.values())
                .map(edition -> new Choice(edition.name(), edition.label(), source(edition)))
                .toList();
    }

    @ModelAttribute("numbers")
    List<EditionRow> numbers() {
        return EditionRow.all();
    }

    @GetMapping
    String page(Model model) {
        model.addAttribute("form", RulesForm.of(rulebook.policy()));
        model.addAttribute("refolding", rulebook.isRefolding());
        return PAGE;
    }

    @FragmentMapping
    String state(Model model) {
        page(model);
        return PAGE + " :: state";
    }

    @PostMapping
    String change(
            @ModelAttribute("form") RulesForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        form.check(errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refolding", rulebook.isRefolding());
            return PAGE;
        }
        refolding.change(form.policy(), form.words());
        Toast.done("The rules are changed. They are applied to everybody now.").after(redirect);
        return "redirect:/settings/rules";
    }

    private static String source(Edition edition) {
        return switch (edition) {
            case DOCUMENTED ->
                    "What the pages of calling products state (2025). The careful choice, and the"
                            + " usual one.";
            case META_2026_06 -> "What Meta’s own pages state, as of 26 June 2026.";
            case TEST_NUMBERS ->
                    "What Meta grants to sandbox and public test numbers. Not for customers.";
        };
    }
}
