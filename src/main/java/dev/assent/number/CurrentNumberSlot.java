package dev.assent.number;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

/** The number at the foot of the navigation, which the person works with. */
@Controller
@RequestMapping("/calling/number")
class CurrentNumberSlot {

    private final Numbers numbers;
    private final ChosenNumber chosen;
    private final NumberViews views;

    CurrentNumberSlot(Numbers numbers, ChosenNumber chosen, NumberViews views) {
        this.numbers = numbers;
        this.chosen = chosen;
        this.views = views;
    }

    @GetMapping
    String show(Model model) {
        var connected = numbers.connected();
        model.addAttribute("business", Tenant.current().name());
        model.addAttribute("current", chosen.of(connected).map(views::of).orElse(null));
        model.addAttribute("numbers", views.of(connected));
        return "number/slot :: slot";
    }

    @PostMapping
    String choose(@RequestParam Id id) {
        take(id);
        return "redirect:/calling";
    }

    /** Everything on the page may depend on the number, so all of it is loaded anew. */
    @PostMapping(headers = "HX-Request")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void chooseHere(@RequestParam Id id, HttpServletResponse response) {
        take(id);
        response.setHeader("HX-Refresh", "true");
    }

    private void take(Id id) {
        chosen.choose(
                numbers.find(id)
                        .filter(BusinessNumber::connected)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }
}
