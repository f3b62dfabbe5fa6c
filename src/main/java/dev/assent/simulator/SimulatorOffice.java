package dev.assent.simulator;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pages on which people decide what Meta decides, and how the simulator behaves. */
@Controller
@InDemoMode
@RequestMapping("/simulator")
class SimulatorOffice {

    private static final int LOGGED = 50;

    private final BusinessNumbers numbers;
    private final Offices offices;
    private final Templates templates;
    private final Settings settings;
    private final Updates updates;
    private final Journal journal;
    private final Mails mails;
    private final InstantSource time;

    SimulatorOffice(
            BusinessNumbers numbers,
            Offices offices,
            Templates templates,
            Settings settings,
            Updates updates,
            Journal journal,
            Mails mails,
            InstantSource time) {
        this.numbers = numbers;
        this.offices = offices;
        this.templates = templates;
        this.settings = settings;
        this.updates = updates;
        this.journal = journal;
        this.mails = mails;
        this.time = time;
    }

    @GetMapping("/accounts")
    String accounts(Model model) {
        model.addAttribute("numbers", numbers.all());
        model.addAttribute("editions", Edition.values());
        model.addAttribute("quirks", settings.quirks());
        model.addAttribute("ratings", Offices.RATINGS);
        model.addAttribute("limits", Offices.LIMITS);
        model.addAttribute("at", time.instant());
        return "simulator/accounts";
    }

    @PostMapping(path = "/numbers", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String open(@RequestParam Map<String, String> words) {
        offices.open(Json.MAPPER.convertValue(words, Opening.class));
        return "redirect:/simulator/accounts";
    }

    @PostMapping(
            path = "/numbers/{id}/{decision}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String decide(
            @PathVariable String id,
            @PathVariable String decision,
            @RequestParam Map<String, String> words,
            HttpServletRequest request) {
        offices.decide(decision, id, words);
        return Back.to(request, "/simulator/accounts");
    }

    @GetMapping("/templates")
    String templates(Model model) {
        model.addAttribute("templates", templates.all());
        model.addAttribute(
                "names",
                numbers.all().stream()
                        .collect(
                                Collectors.toMap(
                                        BusinessNumber::wabaId,
                                        BusinessNumber::verifiedName,
                                        (one, _) -> one)));
        model.addAttribute(
                "reasons",
                List.of(
                        "INVALID_FORMAT",
                        "ABUSIVE_CONTENT",
                        "INCORRECT_CATEGORY",
                        "PROMOTIONAL",
                        "SCAM",
                        "TAG_CONTENT_MISMATCH"));
        return "simulator/templates";
    }

    @PostMapping(
            path = "/templates/{id}/{decision}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String decideTemplate(
            @PathVariable long id,
            @PathVariable String decision,
            @RequestParam Map<String, String> words,
            HttpServletRequest request) {
        templates.decide(decision, id, words);
        return Back.to(request, "/simulator/templates");
    }

    @GetMapping("/webhooks")
    String webhooks(Model model) {
        model.addAttribute("delivery", settings.delivery());
        model.addAttribute("failure", settings.failure());
        model.addAttribute("waiting", updates.waiting());
        return "simulator/webhooks";
    }

    @PostMapping("/webhooks/delivery")
    String delivery(@ModelAttribute Delivery delivery) {
        settings.change(delivery.checked());
        return "redirect:/simulator/webhooks";
    }

    @PostMapping("/webhooks/failure")
    String failure(@ModelAttribute Failure failure) {
        settings.change(failure.checked());
        return "redirect:/simulator/webhooks";
    }

    @PostMapping("/webhooks/hurry")
    String hurry() {
        updates.hurry();
        return "redirect:/simulator/webhooks";
    }

    @GetMapping("/log")
    String log(
            @RequestParam(required = false) Journal.@Nullable Kind kind,
            @RequestParam(defaultValue = "0") long before,
            Model model) {
        var from = before <= 0 ? Long.MAX_VALUE : before;
        var exchanges = journal.latest(kind, from, LOGGED + 1);
        model.addAttribute("kind", kind);
        model.addAttribute("first", before <= 0);
        model.addAttribute("exchanges", exchanges.stream().limit(LOGGED).toList());
        model.addAttribute(
                "next", exchanges.size() > LOGGED ? exchanges.get(LOGGED - 1).id() : null);
        return "simulator/log";
    }

    @GetMapping("/settings")
    String settings(Model model) {
        model.addAttribute("quirks", settings.quirks());
        return "simulator/settings";
    }

    @PostMapping("/settings")
    String change(@ModelAttribute("quirks") Quirks quirks) {
        settings.change(quirks.checked());
        return "redirect:/simulator/settings?saved";
    }

    @PostMapping("/settings/usual")
    String usual() {
        settings.change(Quirks.DEFAULT);
        return "redirect:/simulator/settings?saved";
    }

    @GetMapping("/mail")
    String mails(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("q", q);
        model.addAttribute("mails", mails.latest(q));
        return "simulator/mail";
    }

    @GetMapping("/mail/{id}")
    String mail(@PathVariable long id, Model model) {
        model.addAttribute(
                "mail",
                mails.find(id).orElseThrow(() -> new Absent("This mail is not here any more.")));
        return "simulator/letter";
    }
}
