package dev.assent.number;

import dev.assent.access.Audit;
import dev.assent.access.BaseUrl;
import dev.assent.web.Toast;
import dev.assent.whatsapp.OwnApps;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.Objects;

/** Settings, Numbers: where Meta sends what happens, and the app it comes from. */
@Controller
@RequestMapping("/settings/numbers/app")
class OwnAppPages {

    private static final String WEBHOOK = "/webhooks/whatsapp";

    private final OwnApps apps;
    private final BaseUrl baseUrl;
    private final Audit audit;

    OwnAppPages(OwnApps apps, BaseUrl baseUrl, Audit audit) {
        this.apps = apps;
        this.baseUrl = baseUrl;
        this.audit = audit;
    }

    /** A Meta app of the business's own. */
    record AppForm(
            @NotEmpty(message = "Copy the app secret from Meta.")
                    @Size(max = 200, message = "An app secret is shorter than that.")
                    String appSecret,
            @NotEmpty(
                            message =
                                    "Think of a word that Meta shows us once, when you enter the"
                                            + " address.")
                    @Size(max = 200, message = "Use at most 200 characters.")
                    String verifyToken) {

        AppForm {
            appSecret = Objects.requireNonNullElse(appSecret, "").strip();
            verifyToken = Objects.requireNonNullElse(verifyToken, "").strip();
        }

        /** Holds secrets. */
        @Override
        public String toString() {
            return "AppForm[…]";
        }
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("form", new AppForm("", ""));
        return page(model);
    }

    @PostMapping
    String keep(
            @Valid @ModelAttribute("form") AppForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(model);
        }
        apps.keep(form.appSecret(), form.verifyToken());
        audit.note("set the secrets of the own Meta app", "");
        Toast.done("Stored. Now enter the address and the verify token at Meta.").after(redirect);
        return "redirect:/settings/numbers/app";
    }

    @PostMapping("/removal")
    String remove(RedirectAttributes redirect) {
        apps.forget();
        audit.note("removed the own Meta app", "");
        Toast.done("Your own app is removed. Its address takes nothing any more.").after(redirect);
        return "redirect:/settings/numbers/app";
    }

    private String page(Model model) {
        var token = apps.pathToken();
        model.addAttribute("own", token.isPresent());
        model.addAttribute(
                "address", baseUrl.of(token.map(path -> WEBHOOK + "/" + path).orElse(WEBHOOK)));
        return "number/app";
    }
}
