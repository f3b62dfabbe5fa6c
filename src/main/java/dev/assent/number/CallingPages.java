package dev.assent.number;

import dev.assent.tenancy.Id;
import dev.assent.web.Toast;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.CallingSettings;
import dev.assent.whatsapp.Success;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.InstantSource;

/** Settings, Calling: how calls are set up on each number. */
@Controller
@RequestMapping("/settings/calling")
class CallingPages {

    private final Numbers numbers;
    private final CallingSwitches switches;
    private final NumberViews views;
    private final InstantSource time;

    CallingPages(Numbers numbers, CallingSwitches switches, NumberViews views, InstantSource time) {
        this.numbers = numbers;
        this.switches = switches;
        this.views = views;
        this.time = time;
    }

    /** How a person wants it. */
    record Switches(boolean calling, boolean callbackPermission, boolean iconVisible) {

        /** What is different from how it is. */
        CallingSettings.Change change(BusinessNumber number) {
            return new CallingSettings.Change(
                    changed(number.calling(), calling),
                    changed(number.callbackPermission(), callbackPermission),
                    changed(number.iconVisible(), iconVisible));
        }

        private static @Nullable Boolean changed(boolean is, boolean wanted) {
            return is == wanted ? null : wanted;
        }
    }

    /**
     * Why a change was not made, beside the number it was meant for.
     *
     * @param key of the sentence
     */
    record Hindrance(Id number, String key) {}

    @GetMapping
    String list(Model model) {
        model.addAttribute("numbers", views.of(numbers.connected()));
        return "number/calling";
    }

    @GetMapping("/{id}/live")
    String live(@PathVariable Id id, Model model) {
        var number = number(id);
        model.addAttribute("answer", LiveSettings.of(number, switches.read(number)));
        model.addAttribute("readAt", time.instant());
        return "number/calling-live :: live";
    }

    /** A box that is not ticked is not sent. */
    @PostMapping("/{id}")
    String change(
            @PathVariable Id id,
            @RequestParam(defaultValue = "false") boolean calling,
            @RequestParam(defaultValue = "false") boolean callbackPermission,
            @RequestParam(defaultValue = "false") boolean iconVisible,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var number = number(id);
        var change = new Switches(calling, callbackPermission, iconVisible).change(number);
        if (change.equals(new CallingSettings.Change(null, null, null))) {
            Toast.done("Nothing was different.").after(redirect);
            return "redirect:/settings/calling";
        }
        return switch (switches.change(number, change)) {
            case Answer.Done<Success> _ -> {
                Toast.done("Changed at Meta. People may see it only after some days.")
                        .after(redirect);
                yield "redirect:/settings/calling";
            }
            case Answer.Refused<Success>(var error) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield hindered(id, error.trouble().key(), model);
            }
            case Answer.Failed<Success> _, Answer.Silent<Success> _ -> {
                response.setStatus(HttpStatus.BAD_GATEWAY.value());
                yield hindered(id, "number.calling.unknown", model);
            }
            case Answer.Unreachable<Success> _ -> {
                response.setStatus(HttpStatus.BAD_GATEWAY.value());
                yield hindered(id, "number.calling.unreachable", model);
            }
        };
    }

    private String hindered(Id number, String key, Model model) {
        model.addAttribute("hindrance", new Hindrance(number, key));
        return list(model);
    }

    private BusinessNumber number(Id id) {
        return numbers.find(id)
                .filter(BusinessNumber::connected)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
