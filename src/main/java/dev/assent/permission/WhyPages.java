package dev.assent.permission;

import dev.assent.tenancy.Id;
import dev.assent.web.FragmentMapping;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Why somebody cannot be called, or asked. */
@Controller
@RequestMapping("/calling/{contact}/why")
class WhyPages {

    private final Dossiers dossiers;

    WhyPages(Dossiers dossiers) {
        this.dossiers = dossiers;
    }

    @GetMapping
    String page(
            @PathVariable Id contact,
            @RequestParam(defaultValue = "call") String about,
            @RequestParam(required = false) @Nullable Id number,
            Model model) {
        var question = about.equals(Question.ASK.key()) ? Question.ASK : Question.CALL;
        var dossier =
                dossiers.find(contact, number)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("why", dossier.why(question));
        return "permission/why";
    }

    @FragmentMapping
    String pop(
            @PathVariable Id contact,
            @RequestParam(defaultValue = "call") String about,
            @RequestParam(required = false) @Nullable Id number,
            Model model) {
        return page(contact, about, number, model) + " :: pop";
    }
}
