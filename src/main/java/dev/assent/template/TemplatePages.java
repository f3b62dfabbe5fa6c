package dev.assent.template;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.web.FragmentMapping;
import dev.assent.web.Toast;
import dev.assent.whatsapp.Answer;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** Calling, Call Templates: what there is, and what Meta thinks of it. */
@Controller
@RequestMapping("/calling/templates")
class TemplatePages {

    private static final Duration STALE = Duration.ofDays(1);

    private final Templates templates;
    private final Accounts accounts;
    private final Shelf shelf;
    private final Reading reading;
    private final Refreshing refreshing;
    private final Submissions submissions;
    private final Hitches hitches;
    private final InstantSource time;

    TemplatePages(
            Templates templates,
            Accounts accounts,
            Shelf shelf,
            Reading reading,
            Refreshing refreshing,
            Submissions submissions,
            Hitches hitches,
            InstantSource time) {
        this.templates = templates;
        this.accounts = accounts;
        this.shelf = shelf;
        this.reading = reading;
        this.refreshing = refreshing;
        this.submissions = submissions;
        this.hitches = hitches;
        this.time = time;
    }

    @GetMapping
    String all(Model model) {
        var connected = accounts.all();
        refreshStale(connected);
        list(model);
        model.addAttribute("connected", !connected.isEmpty());
        return "template/list";
    }

    @FragmentMapping
    String list(Model model) {
        model.addAttribute("templates", templates.all().stream().map(TemplateView::of).toList());
        model.addAttribute("connected", !accounts.all().isEmpty());
        shelf.readings().values().stream()
                .max(Comparator.naturalOrder())
                .ifPresent(at -> model.addAttribute("readAt", at));
        return "template/list :: list";
    }

    /** Reads all templates from Meta at once. */
    @PostMapping("/reading")
    String read(RedirectAttributes redirect) {
        var unread =
                accounts.all().stream()
                        .filter(account ->
                                !(reading.read(account.wabaId()) instanceof Answer.Done<?>))
                        .map(Accounts.Account::numbers)
                        .toList();
        (unread.isEmpty()
                        ? Toast.done("Your templates are as WhatsApp has them.")
                        : Toast.refused(
                                "WhatsApp gave no list of templates for %s. Try again in a minute; if it keeps happening, look at the number under Settings, Numbers."
                                        .formatted(String.join("; ", unread))))
                .after(redirect);
        return "redirect:/calling/templates";
    }

    @GetMapping("/{id}")
    String one(@PathVariable Id id, Model model) {
        model.addAttribute("view", TemplateView.of(find(id)));
        return "template/template";
    }

    @FragmentMapping("/{id}")
    String parts(@PathVariable Id id, Model model) {
        one(id, model);
        return "template/template :: parts";
    }

    @PostMapping("/{id}/deletion")
    String delete(@PathVariable Id id, RedirectAttributes redirect) {
        var template = find(id);
        var answer = submissions.withdraw(template);
        if (answer instanceof Answer.Done<?>) {
            Toast.done("%s is deleted.".formatted(template.name())).after(redirect);
            return "redirect:/calling/templates";
        }
        Toast.refused(hitches.of(answer).text()).after(redirect);
        return "redirect:/calling/templates/" + id;
    }

    private void refreshStale(List<Accounts.Account> connected) {
        var readings = shelf.readings();
        var now = time.instant();
        connected.stream()
                .map(Accounts.Account::wabaId)
                .filter(account ->
                        readings.getOrDefault(account, Instant.MIN).isBefore(now.minus(STALE)))
                .forEach(account -> refreshing.soon(Tenant.current().id(), account));
    }

    private Template find(Id id) {
        return templates
                .find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
