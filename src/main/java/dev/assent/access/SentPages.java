package dev.assent.access;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What everyone reads who asked for a link, whatever became of it. */
@Controller
class SentPages {

    private final boolean simulated;

    SentPages(Postman postman) {
        this.simulated = postman instanceof SimulatorPostman;
    }

    @GetMapping("/signup/sent")
    String signUp(Model model) {
        return sent("24 hours", "/signup", model);
    }

    @GetMapping("/password/sent")
    String newPassword(Model model) {
        return sent("one hour", "/password", model);
    }

    private String sent(String valid, String again, Model model) {
        model.addAttribute("valid", valid);
        model.addAttribute("again", again);
        model.addAttribute("simulated", simulated);
        return "access/sent";
    }
}
