package dev.assent.web;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.io.Serializable;

/**
 * A short word to the person about what just happened, shown for some seconds.
 *
 * @param tone {@code go}, {@code wait}, {@code stop}, {@code info} or {@code idle}
 */
public record Toast(String tone, String text) implements Serializable {

    /** Something was done as asked. */
    public static Toast done(String text) {
        return new Toast("idle", text);
    }

    /** Something was not done; the text says why and what to do next. */
    public static Toast refused(String text) {
        return new Toast("stop", text);
    }

    /** Shows it on the page that the browser is sent to next. */
    public void after(RedirectAttributes redirect) {
        redirect.addFlashAttribute("toast", this);
    }

    /** Shows it beside the fragment that answers this htmx request. */
    public void beside(HttpServletResponse response) {
        Triggers.add(
                response,
                "toast",
                "{\"tone\": \"%s\", \"text\": \"%s\"}".formatted(tone, ascii(text)));
    }

    /** A header holds ASCII only, and names are written in every script. */
    private static String ascii(String text) {
        var ascii = new StringBuilder();
        for (var character : text.toCharArray()) {
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                ascii.append("\\u%04x".formatted((int) character));
            } else {
                ascii.append(character);
            }
        }
        return ascii.toString();
    }
}
