package dev.assent.number;

import dev.assent.number.Connections.Outcome.Connected;
import dev.assent.number.Connections.Outcome.Hindered;
import dev.assent.tenancy.Tenant;
import dev.assent.web.Toast;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.Locale;

/** One click to work at once, in demo mode. */
@Controller
@ConditionalOnBooleanProperty("assent.demo")
class SimulatedNumberPages {

    private final SimulatedNumbers simulated;
    private final ObjectProvider<CallableCountries> countries;
    private final MessageSource messages;

    SimulatedNumberPages(
            SimulatedNumbers simulated,
            ObjectProvider<CallableCountries> countries,
            MessageSource messages) {
        this.simulated = simulated;
        this.countries = countries;
        this.messages = messages;
    }

    @PostMapping("/settings/numbers/simulated")
    String connect(RedirectAttributes redirect) {
        return switch (simulated.connectFresh()) {
            case Connected(var number) -> {
                Toast.done(greeting()).after(redirect);
                yield "redirect:/settings/numbers/" + number;
            }
            case Hindered(var obstacle, _) -> {
                Toast.refused(messages.getMessage(obstacle.key(), null, Locale.ENGLISH))
                        .after(redirect);
                yield "redirect:/settings/numbers";
            }
        };
    }

    private String greeting() {
        var country = Tenant.current().country();
        return countries.stream().allMatch(rules -> rules.mayCallFrom(country))
                ? "You have a simulated number, ready for calls."
                : "You have a simulated number. It can be called, but numbers of your country may"
                        + " not call.";
    }
}
