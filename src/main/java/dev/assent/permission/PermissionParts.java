package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.web.Toast;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.Locale;

/** What a contact's own page shows of permission. */
@Controller
@RequestMapping("/contacts/{contact}")
class PermissionParts {

    /** Older ones are shown when asked for. */
    private static final int AT_ONCE = 60;

    private final Dossiers dossiers;
    private final Contacts contacts;
    private final Numbers numbers;
    private final Readings readings;
    private final MessageSource messages;

    PermissionParts(
            Dossiers dossiers,
            Contacts contacts,
            Numbers numbers,
            Readings readings,
            MessageSource messages) {
        this.dossiers = dossiers;
        this.contacts = contacts;
        this.numbers = numbers;
        this.readings = readings;
        this.messages = messages;
    }

    @GetMapping("/permission")
    String card(@PathVariable Id contact, Model model) {
        var person = contact(contact);
        model.addAttribute("contact", person);
        model.addAttribute("cards", dossiers.all(contact).stream().map(Card::of).toList());
        return "permission/card :: cards";
    }

    @GetMapping("/timeline")
    String timeline(
            @PathVariable Id contact,
            @RequestParam(defaultValue = "false") boolean all,
            Model model) {
        contact(contact);
        var items = History.of(dossiers.all(contact), Tenant.current().zone());
        var shown = all ? items : items.stream().limit(AT_ONCE).toList();
        model.addAttribute("items", shown);
        model.addAttribute("older", items.size() - shown.size());
        model.addAttribute("contactId", contact);
        return "permission/card :: timeline";
    }

    /** Compares our ledger with Meta's count. */
    @PostMapping(path = "/permission/reading", headers = "HX-Request")
    String readHere(
            @PathVariable Id contact,
            @RequestParam Id number,
            Model model,
            HttpServletResponse response) {
        read(contact, number).beside(response);
        return card(contact, model);
    }

    @PostMapping("/permission/reading")
    String read(@PathVariable Id contact, @RequestParam Id number, RedirectAttributes redirect) {
        read(contact, number).after(redirect);
        return "redirect:/contacts/" + contact;
    }

    private Toast read(Id contact, Id number) {
        return switch (readings.take(number(number), contact(contact))) {
            case Readings.Taken.Read(var drift) ->
                    Toast.done(
                            drift.isEmpty()
                                    ? "WhatsApp counts the same."
                                    : "WhatsApp counts differently; see below what.");
            case Readings.Taken.TooSoon() ->
                    Toast.refused(
                            "WhatsApp is being asked too often just now. Try again in a second.");
            case Readings.Taken.Refused(var error) ->
                    Toast.refused(messages.getMessage(error.trouble().key(), null, Locale.ENGLISH));
            case Readings.Taken.Silent() ->
                    Toast.refused("WhatsApp did not answer. Try again in a minute.");
        };
    }

    private Contact contact(Id contact) {
        return contacts.find(contact).orElseThrow(PermissionParts::missing);
    }

    private BusinessNumber number(Id number) {
        return numbers.find(number)
                .filter(BusinessNumber::connected)
                .orElseThrow(PermissionParts::missing);
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
