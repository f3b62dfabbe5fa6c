package dev.assent.access;

import dev.assent.web.Choice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

import java.util.List;
import java.util.Locale;

/** Opening a business: ask for a link, follow it, be at work. */
@Controller
@RequestMapping("/signup")
class SignUpPages {

    static final Throttle.Allowance FOR_ADDRESS = new Throttle.Allowance("sign-up mail", 5);
    static final Throttle.Allowance FROM_NETWORK = new Throttle.Allowance("sign-up network", 30);

    private static final String OPENED = "opened this business";

    private final SignUps signUps;
    private final Accounts accounts;
    private final AuthenticationManager passwords;
    private final PasswordEncoder encoder;
    private final SignIn signIn;
    private final Throttle throttle;

    SignUpPages(
            SignUps signUps,
            Accounts accounts,
            AuthenticationManager passwords,
            PasswordEncoder encoder,
            SignIn signIn,
            Throttle throttle) {
        this.signUps = signUps;
        this.accounts = accounts;
        this.passwords = passwords;
        this.encoder = encoder;
        this.signIn = signIn;
        this.throttle = throttle;
    }

    @ModelAttribute("zones")
    List<Choice> zones() {
        return Zones.choices();
    }

    @ModelAttribute("countries")
    List<Choice> countries() {
        return Countries.choices();
    }

    @GetMapping
    String form(Locale locale, Model model) {
        model.addAttribute("form", new SignUpForm("", "", "", locale.getCountry()));
        return "access/signup";
    }

    @PostMapping
    String ask(
            @Valid @ModelAttribute("form") SignUpForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        form.check(errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "access/signup";
        }
        var wish = form.wish();
        throttle.count(FROM_NETWORK, request.getRemoteAddr());
        throttle.count(FOR_ADDRESS, wish.mail().value());
        signUps.ask(wish);
        return "redirect:/signup/sent";
    }

    @GetMapping("/{token}")
    String follow(@PathVariable Token token, Model model) {
        var wish = wish(token);
        model.addAttribute("wish", wish);
        if (accounts.find(wish.mail()).isPresent()) {
            model.addAttribute("form", new PasswordForm(""));
            return "access/signup-again";
        }
        model.addAttribute("form", new NewcomerForm("", ""));
        return "access/signup-newcomer";
    }

    @PostMapping("/{token}/newcomer")
    String openForNewcomer(
            @PathVariable Token token,
            @Valid @ModelAttribute("form") NewcomerForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var wish = wish(token);
        form.check(errors, wish.mail());
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("wish", wish);
            return "access/signup-newcomer";
        }
        try {
            var account =
                    signUps.openForNewcomer(form.name(), encoder.encode(form.password()), token);
            signIn.admit(account.orElseThrow(LinkGone::new), OPENED, request, response);
            return "redirect:/";
        } catch (DuplicateKeyException accountByNow) {
            return "redirect:/signup/" + token.text();
        }
    }

    @PostMapping("/{token}/again")
    String openAgain(
            @PathVariable Token token,
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var wish = wish(token);
        if (!knowsPassword(wish.mail(), form.password(), request)) {
            errors.rejectValue("password", "wrong", "That is not the password of your account.");
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("wish", wish);
            return "access/signup-again";
        }
        var account = accounts.find(wish.mail()).orElseThrow();
        signIn.admit(
                signUps.openFor(account, token).orElseThrow(LinkGone::new),
                OPENED,
                request,
                response);
        return "redirect:/";
    }

    private SignUp wish(Token token) {
        return signUps.find(token).orElseThrow(LinkGone::new);
    }

    private boolean knowsPassword(MailAddress mail, String password, HttpServletRequest request) {
        var attempt = UsernamePasswordAuthenticationToken.unauthenticated(mail.value(), password);
        attempt.setDetails(new WebAuthenticationDetails(request));
        try {
            passwords.authenticate(attempt);
            return true;
        } catch (BadCredentialsException wrong) {
            return false;
        }
    }
}
