package dev.assent.access;

import dev.assent.web.FragmentMapping;
import dev.assent.web.PageRequest;
import dev.assent.web.Sorted;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Settings, audit. */
@Controller
@RequestMapping("/settings/audit")
class AuditPages {

    private final Audit audit;

    AuditPages(Audit audit) {
        this.audit = audit;
    }

    @GetMapping
    String page(@Sorted("-at") PageRequest request, Model model) {
        model.addAttribute("notes", audit.latest(request));
        return "access/audit";
    }

    @FragmentMapping
    String list(@Sorted("-at") PageRequest request, Model model) {
        return page(request, model) + " :: list";
    }
}
