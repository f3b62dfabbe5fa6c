package dev.assent.number;

import dev.assent.number.Connections.Outcome.Connected;
import dev.assent.number.Connections.Outcome.Hindered;
import dev.assent.tenancy.Id;
import dev.assent.web.FragmentMapping;
import dev.assent.web.Toast;
import dev.assent.whatsapp.Graph;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.springframework.beans.factory.annotation.Value;
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

/** Settings, Numbers. */
@Controller
@RequestMapping("/settings/numbers")
class NumberPages {

    private final Numbers numbers;
    private final Connections connections;
    private final Preflight preflight;
    private final NumberViews views;
    private final boolean simulated;

    NumberPages(
            Numbers numbers,
            Connections connections,
            Preflight preflight,
            NumberViews views,
            Graph graph,
            @Value("${assent.demo}") boolean demo) {
        this.numbers = numbers;
        this.connections = connections;
        this.preflight = preflight;
        this.views = views;
        this.simulated = demo && graph.isSimulated();
    }

    /** Whether a number can be had by one click. */
    @ModelAttribute("simulated")
    boolean simulated() {
        return simulated;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("numbers", views.of(numbers.all()));
        return "number/list";
    }

    @GetMapping("/{id}/row")
    String row(@PathVariable Id id, Model model) {
        model.addAttribute("view", views.of(number(id)));
        return "number/list :: row";
    }

    @GetMapping("/new")
    String blank(Model model) {
        model.addAttribute("form", ConnectForm.empty());
        return "number/connect";
    }

    @PostMapping
    String connect(
            @Valid @ModelAttribute("form") ConnectForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            switch (connections.connect(form.wanted())) {
                case Connected(var number) -> {
                    return welcome(number, redirect);
                }
                case Hindered hindered -> {
                    ConnectForm.tell(hindered, errors);
                    model.addAttribute("metaError", hindered.error());
                }
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "number/connect";
    }

    @GetMapping("/{id}")
    String show(@PathVariable Id id, Model model) {
        model.addAttribute("view", views.of(number(id)));
        model.addAttribute("form", TokenForm.empty());
        return "number/number";
    }

    @FragmentMapping("/{id}")
    String state(@PathVariable Id id, Model model) {
        model.addAttribute("view", views.of(number(id)));
        return "number/number :: state";
    }

    @GetMapping("/{id}/needs")
    String needs(@PathVariable Id id, Model model) {
        model.addAttribute("checks", preflight.of(connected(id)));
        return "number/needs :: needs";
    }

    @PostMapping("/{id}/token")
    String replaceToken(
            @PathVariable Id id,
            @Valid @ModelAttribute("form") TokenForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var number = number(id);
        if (!errors.hasErrors()) {
            switch (connections.connect(form.wanted(number))) {
                case Connected _ -> {
                    Toast.done("%s has a new token.".formatted(number.international()))
                            .after(redirect);
                    return "redirect:/settings/numbers/" + id;
                }
                case Hindered hindered -> {
                    TokenForm.tell(hindered, errors);
                    model.addAttribute("metaError", hindered.error());
                }
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("view", views.of(number));
        return "number/number";
    }

    @PostMapping("/{id}/disconnection")
    String disconnect(@PathVariable Id id, RedirectAttributes redirect) {
        var number = connected(id);
        farewell(number, connections.disconnect(number)).after(redirect);
        return "redirect:/settings/numbers";
    }

    private static Toast farewell(BusinessNumber number, boolean metaKnows) {
        var done = "%s is disconnected.".formatted(number.international());
        return metaKnows
                ? Toast.done(done)
                : new Toast(
                        "wait",
                        done
                                + " WhatsApp did not take note of it and may go on sending us what"
                                + " happens there, which nobody reads. To end that too, remove our"
                                + " app from the account in WhatsApp Manager.");
    }

    private String welcome(Id id, RedirectAttributes redirect) {
        Toast.done("%s is connected.".formatted(number(id).international())).after(redirect);
        return "redirect:/settings/numbers/" + id;
    }

    private BusinessNumber connected(Id id) {
        var number = number(id);
        if (!number.connected()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return number;
    }

    private BusinessNumber number(Id id) {
        return numbers.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
