package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.access.Members;
import dev.assent.number.OurNumbers;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.web.Chip;
import dev.assent.web.Choice;
import dev.assent.web.Dialogs;
import dev.assent.web.FragmentMapping;
import dev.assent.web.Here;
import dev.assent.web.News;
import dev.assent.web.NewsMapping;
import dev.assent.web.PageRequest;
import dev.assent.web.Sorted;
import dev.assent.web.Toast;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Calling, Callback requests: who wants to be called, and who takes care of it. */
@Controller
@RequestMapping("/calling/callbacks")
@Sorted({CallbackLists.BY_DUE, CallbackLists.BY_LAST, CallbackLists.BY_NAME})
class CallbackPages {

    private static final String LIST = "redirect:/calling/callbacks";
    private static final String FORM = "call/callback-form";

    private final CallbackLists lists;
    private final Callbacks callbacks;
    private final CallbackEvents events;
    private final Members members;
    private final Here here;

    CallbackPages(
            CallbackLists lists,
            Callbacks callbacks,
            CallbackEvents events,
            Members members,
            Here here) {
        this.lists = lists;
        this.callbacks = callbacks;
        this.events = events;
        this.members = members;
        this.here = here;
    }

    @ModelAttribute("filter")
    CallbackFilter filter(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(required = false) @Nullable String number) {
        return CallbackFilter.of(q, status, agent, number);
    }

    @GetMapping
    String page(
            @ModelAttribute("filter") CallbackFilter filter,
            PageRequest request,
            @AuthenticationPrincipal Member member,
            Model model) {
        list(filter, request, member, model);
        return "call/callbacks";
    }

    @FragmentMapping
    String list(
            @ModelAttribute("filter") CallbackFilter filter,
            PageRequest request,
            @AuthenticationPrincipal Member member,
            Model model) {
        show(lists.list(filter, request, member.account()), member, model);
        return "call/callbacks :: list";
    }

    /** What changed meanwhile: rows stay as they lie under the reader's eyes. */
    @NewsMapping
    String news(
            @ModelAttribute("filter") CallbackFilter filter,
            PageRequest request,
            @RequestHeader(name = News.SEEN, defaultValue = "") String seen,
            @AuthenticationPrincipal Member member,
            Model model) {
        var listing = lists.list(filter, request, member.account());
        show(listing, member, model);
        model.addAttribute("news", News.of(seen, listing.ids()));
        return "call/callbacks :: news";
    }

    @GetMapping("/{id}/row")
    String row(@PathVariable Id id, @AuthenticationPrincipal Member member, Model model) {
        model.addAttribute("row", find(id, member));
        return "call/callbacks :: row";
    }

    @GetMapping("/{id}")
    String story(@PathVariable Id id, @AuthenticationPrincipal Member member, Model model) {
        model.addAttribute("row", find(id, member));
        model.addAttribute("items", events.of(id).stream().map(CallbackEvent::item).toList());
        return "call/callback";
    }

    @FragmentMapping("/{id}")
    String pop(@PathVariable Id id, @AuthenticationPrincipal Member member, Model model) {
        return story(id, member, model) + " :: pop";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable Id id, @AuthenticationPrincipal Member member, Model model) {
        var row = find(id, member);
        model.addAttribute("form", CallbackForm.of(row.callback(), Tenant.current().zone()));
        return form(row, model);
    }

    @FragmentMapping("/{id}/edit")
    String editHere(@PathVariable Id id, @AuthenticationPrincipal Member member, Model model) {
        return edit(id, member, model) + " :: dialog";
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable Id id,
            @Valid @ModelAttribute("form") CallbackForm form,
            BindingResult errors,
            @AuthenticationPrincipal Member member,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var row = find(id, member);
        if (changed(id, form, errors, member)) {
            Toast.done("Saved.").after(redirect);
            return LIST;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(row, model);
    }

    @PostMapping(path = "/{id}", headers = "HX-Request")
    @Nullable String changeHere(
            @PathVariable Id id,
            @Valid @ModelAttribute("form") CallbackForm form,
            BindingResult errors,
            @AuthenticationPrincipal Member member,
            Model model,
            HttpServletResponse response) {
        var row = find(id, member);
        if (changed(id, form, errors, member)) {
            Dialogs.close(response);
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(row, model) + " :: dialog";
    }

    private boolean changed(Id id, CallbackForm form, BindingResult errors, Member member) {
        var wish = form.wish(members.all(), Tenant.current().zone(), errors);
        if (wish == null) {
            return false;
        }
        if (!callbacks.change(id, wish, member)) {
            errors.reject(
                    "changed",
                    "Somebody changed this meanwhile. Close it, look at it again, and save anew.");
            return false;
        }
        return true;
    }

    private String form(CallbackRow row, Model model) {
        model.addAttribute("row", row);
        var people = new ArrayList<Choice>();
        people.add(new Choice("", "Nobody yet"));
        members.all().forEach(one -> people.add(new Choice(one.account().toString(), one.name())));
        model.addAttribute("people", people);
        return FORM;
    }

    @PostMapping("/{id}/take")
    String take(
            @PathVariable Id id,
            @AuthenticationPrincipal Member member,
            RedirectAttributes redirect) {
        find(id, member);
        taken(id, member).after(redirect);
        return LIST;
    }

    @PostMapping(path = "/{id}/take", headers = "HX-Request")
    String takeHere(
            @PathVariable Id id,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Model model) {
        find(id, member);
        var toast = taken(id, member);
        if (!find(id, member).mine()) {
            toast.beside(response);
        }
        return row(id, member, model);
    }

    private Toast taken(Id id, Member member) {
        var now = callbacks.take(id, member).orElseThrow(CallbackPages::missing);
        if (member.account().equals(now.agent())) {
            return Toast.done("It is yours.");
        }
        return Toast.refused(
                now.agentName() == null
                        ? "This is done already."
                        : "%s was quicker.".formatted(now.agentName()));
    }

    @PostMapping("/{id}/done")
    String done(
            @PathVariable Id id,
            @AuthenticationPrincipal Member member,
            RedirectAttributes redirect) {
        find(id, member);
        callbacks.finish(id, member);
        Toast.done("Done.").after(redirect);
        return LIST;
    }

    @PostMapping(path = "/{id}/done", headers = "HX-Request")
    String doneHere(@PathVariable Id id, @AuthenticationPrincipal Member member, Model model) {
        find(id, member);
        callbacks.finish(id, member);
        return row(id, member, model);
    }

    @PostMapping("/{id}/reopening")
    String reopen(
            @PathVariable Id id,
            @AuthenticationPrincipal Member member,
            RedirectAttributes redirect) {
        find(id, member);
        reopened(id, member).after(redirect);
        return LIST;
    }

    @PostMapping(path = "/{id}/reopening", headers = "HX-Request")
    String reopenHere(
            @PathVariable Id id,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Model model) {
        find(id, member);
        reopened(id, member).beside(response);
        return row(id, member, model);
    }

    private Toast reopened(Id id, Member member) {
        try {
            callbacks.reopen(id, member);
            return Toast.done("It waits again.");
        } catch (DuplicateKeyException another) {
            return Toast.refused("Another request of this person waits already.");
        }
    }

    private CallbackRow find(Id id, Member member) {
        return lists.row(id, member.account()).orElseThrow(CallbackPages::missing);
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private void show(CallbackLists.Listing listing, Member member, Model model) {
        model.addAttribute("callbacks", listing.page());
        model.addAttribute("chips", chips(listing));
        model.addAttribute(
                "numbers",
                new OurNumbers(listing.numbers()).chips(here, listing.filter().number()));
        model.addAttribute("agents", agents(listing, member));
        model.addAttribute("any", listing.any());
        model.addAttribute("news", News.none(listing.ids()));
    }

    private List<Chip> chips(CallbackLists.Listing listing) {
        return Stream.of(CallbackFilter.Part.values())
                .map(part ->
                        new Chip(
                                part.word(),
                                listing.count(part),
                                here.with("status", part.key()),
                                listing.filter().part() == part))
                .toList();
    }

    private static List<Choice> agents(CallbackLists.Listing listing, Member member) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Anybody"));
        choices.add(new Choice(member.account().toString(), "Me"));
        choices.add(new Choice(CallbackFilter.NOBODY, "Nobody yet"));
        listing.members().stream()
                .filter(one -> !one.account().equals(member.account()))
                .forEach(one -> choices.add(new Choice(one.account().toString(), one.name())));
        return choices;
    }
}
