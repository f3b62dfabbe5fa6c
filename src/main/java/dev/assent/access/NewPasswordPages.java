package dev.assent.access;

import dev.assent.web.Toast;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Setting a new password by a link from the mail. */
@Controller
@RequestMapping("/password")
class NewPasswordPages {

    private final NewPasswords newPasswords;
    private final Accounts accounts;
    private final PasswordEncoder encoder;
    private final SignIn signIn;
    private final Throttle throttle;

    NewPasswordPages(
            NewPasswords newPasswords,
            Accounts accounts,
            PasswordEncoder encoder,
            SignIn signIn,
            Throttle throttle) {
        this.newPasswords = newPasswords;
        this.accounts = accounts;
        this.encoder = encoder;
        this.signIn = signIn;
        this.throttle = throttle;
    }

    @GetMapping
    String form(Model model) {
        model.addAttribute("form", new MailForm(""));
        return "access/forgotten";
    }

    @PostMapping
    String ask(
            @ModelAttribute("form") MailForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        form.check(errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "access/forgotten";
        }
        var address = form.address();
        throttle.count(SignUpPages.FROM_NETWORK, request.getRemoteAddr());
        throttle.count(SignUpPages.FOR_ADDRESS, address.value());
        newPasswords.ask(address);
        return "redirect:/password/sent";
    }

    @GetMapping("/{token}")
    String follow(@PathVariable Token token, Model model) {
        var mail = newPasswords.find(token).orElseThrow(LinkGone::new);
        model.addAttribute("mail", mail);
        model.addAttribute("form", new PasswordForm(""));
        return accounts.find(mail).isPresent() ? "access/new-password" : "access/no-account";
    }

    @PostMapping("/{token}")
    String set(
            @PathVariable Token token,
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var mail = newPasswords.find(token).orElseThrow(LinkGone::new);
        form.check(errors, mail);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("mail", mail);
            return "access/new-password";
        }
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        var account = newPasswords.set(token, encoder.encode(form.password()));
        signIn.admit(account.orElseThrow(LinkGone::new), "set a new password", request, response);
        Toast.done("Your new password is set. All other sessions were ended.").after(redirect);
        return "redirect:/";
    }
}
