package dev.assent.call;

import dev.assent.tenancy.Id;
import dev.assent.web.FragmentMapping;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What one sees before one calls somebody: the button, and what it opens. */
@Controller
class CallDialogPages {

    private static final String DIALOG = "call/dialog";

    private final CallPlans plans;

    CallDialogPages(CallPlans plans) {
        this.plans = plans;
    }

    @GetMapping("/calls/icon")
    String icon(@RequestParam Id contact, Model model) {
        model.addAttribute("icon", plans.icon(contact).orElseThrow(CallDialogPages::missing));
        return "call/icon :: icon";
    }

    @GetMapping("/calls/new")
    String page(
            @RequestParam Id contact,
            @RequestParam(required = false) @Nullable Id number,
            Model model) {
        model.addAttribute(
                "plan", plans.plan(contact, number).orElseThrow(CallDialogPages::missing));
        return DIALOG;
    }

    @FragmentMapping("/calls/new")
    String dialog(
            @RequestParam Id contact,
            @RequestParam(required = false) @Nullable Id number,
            Model model) {
        return page(contact, number, model) + " :: dialog";
    }

    /** What may change while somebody looks at it; their microphone goes on meanwhile. */
    @GetMapping("/calls/new/verdict")
    String verdict(
            @RequestParam Id contact,
            @RequestParam(required = false) @Nullable Id number,
            Model model) {
        return page(contact, number, model) + " :: verdict";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
