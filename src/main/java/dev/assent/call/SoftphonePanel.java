package dev.assent.call;

import dev.assent.access.Member;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import java.util.List;

/** The telephone that every page has: it rings there, and a call is held there. */
@Controller
class SoftphonePanel {

    private static final List<String> KEYS =
            List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#");

    @GetMapping("/calls/panel")
    String panel(@AuthenticationPrincipal Member member, Model model) {
        model.addAttribute("account", member.account());
        model.addAttribute("keys", KEYS);
        model.addAttribute("tags", Tag.values());
        return "call/panel :: panel";
    }
}
