package dev.assent.contact;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.tenancy.Tenant;
import dev.assent.web.FragmentMapping;
import dev.assent.web.Here;
import dev.assent.web.Page;
import dev.assent.web.PageRequest;
import dev.assent.web.Sorted;
import dev.assent.web.Toast;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.InstantSource;

/** The list of contacts, and each contact's own page. */
@Controller
@RequestMapping("/contacts")
@Sorted({Listing.BY_NAME, Listing.BY_CHANGE, Listing.BY_END})
class ContactPages {

    private static final String FORM = "contact/form";

    private final Contacts contacts;
    private final Persistent persistent;
    private final Here here;
    private final InstantSource time;

    ContactPages(Contacts contacts, Persistent persistent, Here here, InstantSource time) {
        this.contacts = contacts;
        this.persistent = persistent;
        this.here = here;
        this.time = time;
    }

    @ModelAttribute("country")
    String country() {
        return Countries.name(Tenant.current().country());
    }

    @GetMapping
    String all(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String status,
            PageRequest page,
            Model model) {
        list(q, status, page, model);
        return "contact/list";
    }

    @FragmentMapping
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String status,
            PageRequest page,
            Model model) {
        var listing = contacts.list(Filter.of(q, status), page);
        model.addAttribute("filter", listing.filter());
        model.addAttribute("chips", listing.chips(here));
        model.addAttribute("people", rows(listing.page()));
        return "contact/list :: list";
    }

    @GetMapping("/new")
    String empty(Model model) {
        model.addAttribute("form", ContactForm.empty());
        return FORM;
    }

    @PostMapping
    String add(
            @Valid @ModelAttribute("form") ContactForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var number = form.number(Tenant.current().country(), errors);
        if (errors.hasErrors() || number == null) {
            return again(response);
        }
        return entered(contacts.add(form.name(), number), errors, model, response, redirect);
    }

    @GetMapping("/{id}")
    String one(@PathVariable Id id, Model model) {
        model.addAttribute("contact", Portrait.of(find(id), time.instant()));
        return "contact/contact";
    }

    @FragmentMapping("/{id}")
    String head(@PathVariable Id id, Model model) {
        one(id, model);
        return "contact/contact :: head";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable Id id, Model model) {
        var contact = find(id);
        model.addAttribute("contact", contact);
        model.addAttribute("form", ContactForm.of(contact));
        return FORM;
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable Id id,
            @Valid @ModelAttribute("form") ContactForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var contact = find(id);
        model.addAttribute("contact", contact);
        var number =
                contact.numberIsFixed() ? null : form.number(Tenant.current().country(), errors);
        return errors.hasErrors()
                ? again(response)
                : entered(
                        persistent.execute(_ -> contacts.change(id, form.name(), number)),
                        errors,
                        model,
                        response,
                        redirect);
    }

    private String entered(
            Entry entry,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return switch (entry) {
            case Entry.Done(var contact) -> {
                Toast.done("%s is saved.".formatted(contact.name())).after(redirect);
                yield "redirect:/contacts/" + contact.id();
            }
            case Entry.Taken(var holder) -> {
                errors.rejectValue("phone", "taken", "Another contact has this number.");
                model.addAttribute("holder", holder);
                yield again(response);
            }
            case Entry.Fixed(var contact) -> {
                model.addAttribute("contact", contact);
                yield again(response);
            }
        };
    }

    private static String again(HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return FORM;
    }

    private Contact find(Id id) {
        return contacts.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Page<ContactRow> rows(Page<Contact> page) {
        var now = time.instant();
        return page.of(page.rows().stream().map(contact -> ContactRow.of(contact, now)).toList());
    }
}
