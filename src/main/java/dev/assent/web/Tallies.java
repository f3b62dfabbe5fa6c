package dev.assent.web;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The numbers beside the tabs of Calling. */
@Controller
class Tallies {

    private final CallingTabs tabs;

    Tallies(CallingTabs tabs) {
        this.tabs = tabs;
    }

    /**
     * @param of the path of a page below Calling
     */
    @GetMapping("/calling/tally")
    String tally(@RequestParam String of, Model model) {
        model.addAttribute(
                "tab",
                tabs.counted(of)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "web/tabs :: tally";
    }
}
