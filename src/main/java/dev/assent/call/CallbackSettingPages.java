package dev.assent.call;

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

/** Settings, Calling: which buttons of our messages mean "call me". */
@Controller
@RequestMapping("/settings/calling/buttons")
class CallbackSettingPages {

    private static final String PAGE = "call/buttons";

    private final CallbackWords words;

    CallbackSettingPages(CallbackWords words) {
        this.words = words;
    }

    @GetMapping
    String page(Model model) {
        model.addAttribute("form", CallbackWordsForm.of(words.all()));
        return PAGE;
    }

    @FragmentMapping
    String card(Model model) {
        return page(model) + " :: card";
    }

    @PostMapping
    String change(
            @ModelAttribute("form") CallbackWordsForm form,
            BindingResult errors,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var named = form.read(errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return PAGE;
        }
        words.name(named);
        Toast.done(
                        named.isEmpty()
                                ? "No button opens a callback request now."
                                : "Whoever taps such a button stands in Callback requests.")
                .after(redirect);
        return "redirect:/settings/calling";
    }

    @PostMapping(headers = "HX-Request")
    String changeHere(
            @ModelAttribute("form") CallbackWordsForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model) {
        var named = form.read(errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return PAGE + " :: card";
        }
        words.name(named);
        Toast.done("Saved.").beside(response);
        return card(model);
    }
}
