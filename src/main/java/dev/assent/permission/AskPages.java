package dev.assent.permission;

import dev.assent.access.Member;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.Filter;
import dev.assent.rules.RequestLife;
import dev.assent.tenancy.Id;
import dev.assent.web.Dialogs;
import dev.assent.web.FragmentMapping;
import dev.assent.web.PageRequest;
import dev.assent.web.Toast;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Asking somebody for permission: in a dialog, or on a page of its own. */
@Controller
class AskPages {

    private static final String FORM = "permission/ask";
    private static final String DIALOG = FORM + " :: dialog";
    private static final int FOUND_AT_ONCE = 8;

    private final Contacts contacts;
    private final Proposals proposals;
    private final Asking asking;
    private final Requests requests;
    private final Statuses statuses;

    AskPages(
            Contacts contacts,
            Proposals proposals,
            Asking asking,
            Requests requests,
            Statuses statuses) {
        this.contacts = contacts;
        this.proposals = proposals;
        this.asking = asking;
        this.requests = requests;
        this.statuses = statuses;
    }

    /** Whom to ask. */
    @GetMapping("/calling/requests/new")
    String whom(@RequestParam(defaultValue = "") String q, Model model) {
        var found =
                statuses.list(
                        new Filter(q, null),
                        null,
                        new PageRequest(1, PageRequest.SIZES.getFirst(), "name", false));
        model.addAttribute("q", q);
        model.addAttribute("rows", found.rows().stream().limit(FOUND_AT_ONCE).toList());
        model.addAttribute("more", Math.max(0, found.listing().page().total() - FOUND_AT_ONCE));
        return "permission/whom";
    }

    @FragmentMapping("/calling/requests/new")
    String whomHere(@RequestParam(defaultValue = "") String q, Model model) {
        return whom(q, model) + " :: dialog";
    }

    @GetMapping("/contacts/{contact}/permission-request")
    String form(
            @PathVariable Id contact,
            @RequestParam(required = false) @Nullable Id number,
            Model model) {
        model.addAttribute("proposal", proposals.of(find(contact), AskForm.empty(number), false));
        return FORM;
    }

    @FragmentMapping("/contacts/{contact}/permission-request")
    String dialog(
            @PathVariable Id contact,
            @RequestParam(required = false) @Nullable Id number,
            Model model) {
        form(contact, number, model);
        return DIALOG;
    }

    /** The same form, drawn for what has been chosen and written so far. Nothing is sent. */
    @PostMapping("/contacts/{contact}/permission-request/draft")
    String draft(@PathVariable Id contact, @RequestParam Map<String, String> fields, Model model) {
        model.addAttribute("proposal", proposals.of(find(contact), AskForm.of(fields), false));
        return FORM;
    }

    @PostMapping(path = "/contacts/{contact}/permission-request/draft", headers = "HX-Request")
    String draftHere(
            @PathVariable Id contact, @RequestParam Map<String, String> fields, Model model) {
        draft(contact, fields, model);
        return DIALOG;
    }

    @PostMapping("/contacts/{contact}/permission-request")
    String ask(
            @PathVariable Id contact,
            @RequestParam Map<String, String> fields,
            @AuthenticationPrincipal Member member,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var toast = ask(find(contact), AskForm.of(fields), member, model, response);
        if (toast == null) {
            return FORM;
        }
        toast.after(redirect);
        return "redirect:/contacts/" + contact;
    }

    @PostMapping(path = "/contacts/{contact}/permission-request", headers = "HX-Request")
    @Nullable String askHere(
            @PathVariable Id contact,
            @RequestParam Map<String, String> fields,
            @AuthenticationPrincipal Member member,
            Model model,
            HttpServletResponse response) {
        var toast = ask(find(contact), AskForm.of(fields), member, model, response);
        if (toast == null) {
            return DIALOG;
        }
        toast.beside(response);
        Dialogs.close(response);
        response.setStatus(HttpStatus.NO_CONTENT.value());
        return null;
    }

    /** What to say when it is done; null if the form is shown once more. */
    private @Nullable Toast ask(
            Contact contact,
            AskForm sent,
            Member member,
            Model model,
            HttpServletResponse response) {
        var who = GivenName.of(contact.name());
        var before = requests.find(sent.attempt());
        if (before.isPresent() && before.get().status() != RequestLife.Status.FAILED) {
            return Toast.done("%s was asked already.".formatted(who));
        }
        // Whoever never saw that it failed asks by the same form.
        var form = before.isPresent() ? sent.anew() : sent;
        var proposal = proposals.of(contact, form, true);
        if (proposal.asChosen() && !proposal.errors().isEmpty()) {
            return again(proposal, null, HttpStatus.UNPROCESSABLE_CONTENT, model, response);
        }
        if (!proposal.possible()) {
            return again(proposal, null, HttpStatus.CONFLICT, model, response);
        }
        if (!proposal.asChosen()) {
            return again(
                    proposals.of(contact, form, false),
                    Outcome.OTHERWISE,
                    HttpStatus.CONFLICT,
                    model,
                    response);
        }
        try {
            return switch (asking.ask(ask(proposal, member))) {
                case Asked.Sent _ ->
                        Toast.done(
                                "%s was asked. You see here by itself what comes of it."
                                        .formatted(who));
                case Asked.Forbidden _ ->
                        again(
                                proposals.of(contact, form, false),
                                Outcome.FORBIDDEN,
                                HttpStatus.CONFLICT,
                                model,
                                response);
                case Asked.Refused(_, var error) ->
                        again(
                                proposals.of(contact, form.anew(), false),
                                Outcome.refused(error),
                                HttpStatus.BAD_GATEWAY,
                                model,
                                response);
                case Asked.NotConnected _ ->
                        again(
                                proposals.of(contact, form.anew(), false),
                                Outcome.NOT_CONNECTED,
                                HttpStatus.BAD_GATEWAY,
                                model,
                                response);
                case Asked.Unknown _ ->
                        again(
                                proposals.of(contact, form, false),
                                Outcome.UNKNOWN,
                                HttpStatus.ACCEPTED,
                                model,
                                response);
            };
        } catch (DuplicateKeyException twice) {
            return Toast.done("%s was asked already.".formatted(who));
        }
    }

    private static @Nullable Toast again(
            Proposal proposal,
            @Nullable Outcome outcome,
            HttpStatus status,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("proposal", proposal);
        model.addAttribute("outcome", outcome);
        response.setStatus(status.value());
        return null;
    }

    private static Ask ask(Proposal proposal, Member member) {
        var form = proposal.form();
        var way =
                switch (Objects.requireNonNull(proposal.way())) {
                    case FREE_FORM -> {
                        var body = form.body().strip();
                        yield new Ask.FreeForm(body.isEmpty() ? null : body);
                    }
                    case TEMPLATE ->
                            new Ask.ByTemplate(
                                    Objects.requireNonNull(proposal.template()),
                                    values(proposal.variables()));
                };
        return new Ask(
                form.attempt(),
                Objects.requireNonNull(proposal.number()),
                proposal.contact(),
                way,
                member.name(),
                member.account());
    }

    private static Map<String, String> values(List<Proposal.Variable> variables) {
        return variables.stream()
                .collect(Collectors.toMap(Proposal.Variable::name, Proposal.Variable::value));
    }

    private Contact find(Id contact) {
        return contacts.find(contact)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
