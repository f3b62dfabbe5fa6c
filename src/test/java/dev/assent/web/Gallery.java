package dev.assent.web;

import dev.assent.access.SiteHeaders;
import dev.assent.live.Live;
import dev.assent.tenancy.Id;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Pages that show every part of the look, for screenshots and for the accessibility check. */
@Profile("gallery")
@Controller
@RequestMapping("/gallery")
class Gallery {

    record ContactForm(
            @NotBlank(message = "Write the name you know them by.") String name,
            @Email(message = "That is no mail address.") String mail,
            String secret,
            String note,
            String country,
            String kind) {

        static ContactForm empty() {
            return new ContactForm("", "", "", "", "IN", "template");
        }
    }

    private final GalleryPeople people;
    private final Live live;
    private final Here here;
    private final InstantSource time;

    Gallery(GalleryPeople people, Live live, Here here, InstantSource time) {
        this.people = people;
        this.live = live;
        this.here = here;
        this.time = time;
    }

    record AskForm(@NotBlank(message = "Write the name you know them by.") String name) {}

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
            HttpServletResponse response) {
        if (result.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "gallery/forms";
        }
        return "redirect:/gallery/forms";
    }

    @GetMapping("/table")
    String table(
            @Sorted({"-changed", "name", "standing"}) PageRequest request,
            @RequestParam(defaultValue = "") String standing,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        list(request, standing, q, model);
        return "gallery/table";
    }

    @FragmentMapping("/table")
    String tablePart(
            @Sorted({"-changed", "name", "standing"}) PageRequest request,
            @RequestParam(defaultValue = "") String standing,
            @RequestParam(defaultValue = "") String q,
            Model model)
            throws InterruptedException {
        list(request, standing, q, model);
        people.giveWhenReleased();
        return "gallery/table :: list";
    }

    private void list(PageRequest request, String standing, String q, Model model) {
        model.addAttribute("people", people.page(request, standing, q));
        model.addAttribute("q", q);
        var chips = new ArrayList<Chip>();
        chips.add(new Chip("All", 412L, here.without("standing"), standing.isEmpty()));
        for (var one : GalleryPeople.Standing.values()) {
            chips.add(
                    new Chip(
                            one.word,
                            people.count(one),
                            one.icon,
                            one.tone,
                            here.with("standing", one.name()),
                            standing.equals(one.name())));
        }
        model.addAttribute("chips", chips);
        model.addAttribute(
                "tabs",
                List.of(
                        new Tab("Status", "/gallery/table", 412L, true),
                        new Tab("Call-ready", "/gallery/empty", 23L, false),
                        new Tab("Requests", "/gallery/table", 61L, false),
                        new Tab("Callback requests", "/gallery/table", 4L, false),
                        new Tab("Call log", "/gallery/table", null, false),
                        new Tab("Call Templates", "/gallery/table", 6L, false)));
    }

    @GetMapping("/rows/{id}")
    String row(@PathVariable Id id, Model model) throws InterruptedException {
        model.addAttribute("row", people.find(id));
        people.giveWhenReleased();
        return "gallery/table :: row";
    }

    @GetMapping("/rows/{id}/why")
    String why(@PathVariable Id id, Model model) {
        model.addAttribute("row", people.find(id));
        return "gallery/table :: why";
    }

    @GetMapping("/dialog")
    String dialog(Model model) {
        model.addAttribute("form", new AskForm(""));
        return "gallery/parts :: asking";
    }

    @PostMapping("/dialog")
    String ask(
            @Valid @ModelAttribute("form") AskForm form,
            BindingResult result,
            HttpServletResponse response) {
        if (result.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "gallery/parts :: asking";
        }
        Toast.done("Asked “%s”. You will see the answer here.".formatted(form.name()))
                .beside(response);
        Dialogs.close(response);
        response.setStatus(HttpStatus.NO_CONTENT.value());
        return "gallery/parts :: nothing";
    }

    @GetMapping({"/parts", "/home", "/messages"})
    String parts(Model model) {
        var now = time.instant();
        model.addAttribute("now", now);
        model.addAttribute("soon", now.plus(Duration.ofMinutes(134)));
        model.addAttribute("later", now.plus(Duration.ofHours(167)));
        model.addAttribute("names", GalleryPeople.NAMES);
        model.addAttribute(
                "items",
                List.of(
                        new TimelineItem(
                                now.minusSeconds(600),
                                "phone-check",
                                "go",
                                "Meera allowed calls for 7 days.",
                                "Until 27 Nov 12:57."),
                        new TimelineItem(
                                now.minusSeconds(90_000),
                                "send",
                                "wait",
                                "Asha asked for permission to call.",
                                "Read 12:41."),
                        new TimelineItem(
                                now.minusSeconds(40_000_000),
                                "phone-x",
                                "stop",
                                "Meera declined.",
                                null)));
        return "gallery/parts";
    }

    @GetMapping("/empty")
    String empty() {
        return "gallery/empty";
    }

    @GetMapping("/number")
    String number() {
        return "gallery/parts :: number";
    }

    @GetMapping("/toast")
    String toast(RedirectAttributes redirect) {
        Toast.done("Saved. 阿部 さくら can be asked now.").after(redirect);
        return "redirect:/gallery/parts";
    }

    @GetMapping("/fail")
    String fail() {
        throw new IllegalStateException("on purpose");
    }

    @GetMapping("/status/{status}")
    void status(@PathVariable int status) {
        throw new ResponseStatusException(HttpStatus.valueOf(status));
    }

    @GetMapping("/wants")
    @ResponseBody
    String wants(@RequestParam int number) {
        return String.valueOf(number);
    }

    @PostMapping("/slow")
    @ResponseBody
    String slow() throws InterruptedException {
        Thread.sleep(600);
        return String.valueOf(slowRequests.incrementAndGet());
    }

    final AtomicInteger slowRequests = new AtomicInteger();

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

        /** The real entries lead to pages where nobody is signed in. */
        @Bean
        static BeanFactoryPostProcessor galleryAlone() {
            return factory -> {
                for (var type : List.of(NavEntry.class, NavFoot.class, Companion.class)) {
                    for (var name : factory.getBeanNamesForType(type, true, false)) {
                        if (!name.startsWith("gallery")) {
                            ((BeanDefinitionRegistry) factory).removeBeanDefinition(name);
                        }
                    }
                }
            };
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain galleryChain(HttpSecurity http) {
            return http.securityMatcher("/gallery/**", "/live")
                    .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .headers(SiteHeaders::careful)
                    .build();
        }

        @Bean
        NavEntry galleryHome() {
            return new NavEntry(100, "/gallery/home", "Home", "home");
        }

        @Bean
        NavEntry galleryMessages() {
            return new NavEntry(200, "/gallery/messages", "Messages", "message-2");
        }

        @Bean
        NavEntry galleryContacts() {
            return new NavEntry(300, "/gallery/forms", "Contacts", "address-book");
        }

        @Bean
        NavEntry galleryCalling() {
            return new NavEntry(400, "/gallery/table", "Calling", "phone");
        }

        @Bean
        NavEntry galleryBroadcasts() {
            return new NavEntry(500, "/gallery/parts", "Broadcasts", "speakerphone");
        }

        @Bean
        NavFoot galleryNumber() {
            return new NavFoot(100, "/gallery/number");
        }
    }

    record Person(String name, String mail, String role, boolean admin, String business)
            implements Viewer {

        @Override
        public boolean operator() {
            return false;
        }

        @Override
        public Id businessId() {
            return new Id(1);
        }

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
            case "unknowable" -> throw new IllegalStateException("on purpose");
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
