package dev.assent.access;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The page to sign in at. Spring Security itself takes what is posted there. */
@Controller
class LoginPages {

    /** What somebody signs in with; the password is never shown again. */
    record LoginForm(@Nullable String mail, @Nullable String password) {}

    @GetMapping("/login")
    String login(@Nullable Authentication signedIn, Model model) {
        if (signedIn != null) {
            return "redirect:/";
        }
        model.addAttribute("form", new LoginForm(null, null));
        return "access/login";
    }

    /** Forwarded to after a sign-in failed. */
    @PostMapping("/login/refused")
    String refused(
            @RequestAttribute(name = WebAttributes.AUTHENTICATION_EXCEPTION, required = false)
                    @Nullable Exception refusal,
            @ModelAttribute("form") LoginForm form,
            BindingResult errors,
            HttpServletResponse response) {
        if (refusal instanceof TooManyTries tooMany) {
            throw tooMany;
        }
        if (refusal == null) {
            return "redirect:/login";
        }
        errors.reject("wrong", "That mail address and password do not go together. Check both.");
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "access/login";
    }

    /** Forwarded to after somebody signed in on a page whose session has ended. */
    @PostMapping("/login/stale")
    String stale(
            @ModelAttribute("form") LoginForm form,
            BindingResult errors,
            HttpServletResponse response) {
        errors.reject("stale", "This page was open for too long. Please sign in once more.");
        response.setStatus(HttpStatus.FORBIDDEN.value());
        return "access/login";
    }
}
