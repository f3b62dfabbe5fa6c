package dev.assent.web;

import dev.assent.tenancy.Id;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Pages that show every part of the look, for screenshots and for the accessibility check. */
@Profile("gallery")
@Controller
@RequestMapping("/gallery")
class Gallery {

    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'; media-src 'self' blob:; manifest-src 'self'";

    record ContactForm(
            @NotBlank(message = "Write the name you know them by.") String name,
            @Email(message = "That is no mail address.") String mail,
            String secret,
            String note,
            String country,
            String kind,
            boolean always) {

        static ContactForm empty() {
            return new ContactForm("", "", "", "", "IN", "template", true);
        }
    }

    @ModelAttribute("countries")
    List<Choice> countries() {
        return List.of(new Choice("IN", "India"), new Choice("DE", "Germany"));
    }

    @ModelAttribute("kinds")
    List<Choice> kinds() {
        return List.of(
                new Choice("free_form", "A message", "Inside the 24 hours since they last wrote."),
                new Choice("template", "A template", "At any time."));
    }

    @GetMapping("/forms")
    String forms(Model model) {
        model.addAttribute("form", ContactForm.empty());
        return "gallery/forms";
    }

    @PostMapping("/forms")
    String save(
            @Valid @ModelAttribute("form") ContactForm form,
            BindingResult result,
            jakarta.servlet.http.HttpServletResponse response) {
        if (result.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "gallery/forms";
        }
        return "redirect:/gallery/forms";
    }

    @GetMapping("/plain")
    String plain(Model model) {
        model.addAttribute("form", ContactForm.empty());
        return "gallery/plain";
    }

    /** Somebody looks at the gallery, unless the URL says {@code ?nobody}. */
    @Profile("gallery")
    @Configuration(proxyBeanMethods = false)
    static class Setting {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        Viewers galleryViewers(HttpServletRequest request) {
            return () ->
                    request.getParameter("nobody") == null
                            ? Optional.of(viewer(request.getParameter("as")))
                            : Optional.empty();
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain galleryChain(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .headers(headers ->
                            headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY)))
                    .build();
        }

        @Bean
        NavEntry homeEntry() {
            return new NavEntry(100, "/gallery/home", "Home", "home");
        }

        @Bean
        NavEntry messagesEntry() {
            return new NavEntry(200, "/gallery/messages", "Messages", "message-2")
                    .withBadge("/gallery/unread");
        }

        @Bean
        NavEntry contactsEntry() {
            return new NavEntry(300, "/gallery/forms", "Contacts", "address-book");
        }

        @Bean
        NavEntry callingEntry() {
            return new NavEntry(400, "/gallery/table", "Calling", "phone");
        }

        @Bean
        NavEntry broadcastsEntry() {
            return new NavEntry(500, "/gallery/parts", "Broadcasts", "speakerphone");
        }

        @Bean
        NavEntry settingsEntry() {
            return new NavEntry(600, "/settings", "Settings", "settings").forAdmins();
        }

        @Bean
        NavFoot numberFoot() {
            return new NavFoot(100, "/gallery/number");
        }
    }

    record Person(String name, String mail, String role, boolean admin, String business)
            implements Viewer {

        @Override
        public ZoneId zone() {
            return ZoneId.of("Asia/Kolkata");
        }

        @Override
        public List<Other> others() {
            return List.of(
                    new Other(new Id(2), "Harbor Bikes", "Admin"),
                    new Other(
                            new Id(3),
                            "Süddeutsche Zahnärztliche Gemeinschaftspraxis am Marienplatz",
                            "Agent"));
        }
    }

    private static Viewer viewer(String who) {
        return switch (who == null ? "" : who) {
            case "long" ->
                    new Person(
                            "Óscar Maximiliano Fernández-Villaverde y Montes de Oca",
                            "oscar.maximiliano.fernandez-villaverde@lotus-dental-group.example",
                            "Administrator",
                            true,
                            "Lotus Dental, Bengaluru North and Electronic City");
            case "arabic" ->
                    new Person(
                            "عبد الرحمن بن محمد",
                            "a@lotus.example",
                            "Agent",
                            false,
                            "عيادة اللوتس");
            default ->
                    new Person(
                            "Asha Kulkarni", "asha@lotus.example", "Agent", true, "Lotus Dental");
        };
    }
}
