package dev.assent.access;

import dev.assent.tenancy.Id;
import dev.assent.web.Toast;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The business somebody works in, and the change to another of theirs. */
@Controller
@RequestMapping("/business")
class BusinessPages {

    private final Businesses businesses;
    private final ApplicationEventPublisher events;

    BusinessPages(Businesses businesses, ApplicationEventPublisher events) {
        this.businesses = businesses;
        this.events = events;
    }

    /** Who belongs somewhere has nothing to see here. */
    @GetMapping
    String none(Authentication signedIn) {
        return signedIn.getPrincipal() instanceof Member ? "redirect:/" : "access/no-business";
    }

    @PostMapping
    String change(
            @RequestParam Id id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var visit = Visit.ongoing().orElseThrow(BusinessPages::nowhere);
        var chosen = visit.to(id).orElseThrow(BusinessPages::nowhere);
        if (!chosen.equals(visit.current())) {
            events.publishEvent(
                    new Departure(
                            visit.tenant(), visit.member().account(), Sessions.mark(request)));
        }
        businesses.enter(chosen, request, response);
        Toast.done("You now work for " + chosen.tenant().name() + ".").after(redirect);
        return "redirect:/";
    }

    private static ResponseStatusException nowhere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
