package dev.assent.access;

import static java.util.Objects.requireNonNullElse;

import dev.assent.tenancy.Id;
import dev.assent.web.Toast;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Settings, API keys. */
@Controller
@RequestMapping("/settings/api-keys")
class ApiKeyPages {

    private final ApiKeys keys;

    ApiKeyPages(ApiKeys keys) {
        this.keys = keys;
    }

    /** A new key. */
    record KeyForm(
            @NotBlank(message = "Name the system that will use the key.")
                    @Size(max = 60, message = "Use at most 60 characters.")
                    String name) {

        KeyForm {
            name = requireNonNullElse(name, "").replaceAll("\\p{Cntrl}+", " ").strip();
        }
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("form", new KeyForm(""));
        model.addAttribute("keys", keys.all());
        return "access/api-keys";
    }

    /** The key is in this answer and nowhere else, so there is no redirect after it. */
    @PostMapping
    String make(
            @Valid @ModelAttribute("form") KeyForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response) {
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        } else {
            response.setStatus(HttpStatus.CREATED.value());
            model.addAttribute("fresh", keys.make(form.name()));
        }
        model.addAttribute("keys", keys.all());
        return "access/api-keys";
    }

    @PostMapping("/{id}/revocation")
    String revoke(@PathVariable Id id, RedirectAttributes redirect) {
        var name =
                keys.revoke(id)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Toast.done("The key of %s is revoked.".formatted(name)).after(redirect);
        return "redirect:/settings/api-keys";
    }
}
