package dev.assent.permission;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Calling is where people begin. What the page before had to tell is told there. */
@Controller
class HomePage {

    @GetMapping("/")
    String home(HttpServletRequest request, RedirectAttributes redirect) {
        var told = RequestContextUtils.getInputFlashMap(request);
        if (told != null) {
            told.forEach(redirect::addFlashAttribute);
        }
        return "redirect:/calling";
    }
}
