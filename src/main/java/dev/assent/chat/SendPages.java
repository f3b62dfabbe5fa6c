package dev.assent.chat;

import dev.assent.access.Member;
import dev.assent.access.Members;
import dev.assent.contact.Assignments;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.tenancy.Id;
import dev.assent.web.Toast;
import dev.assent.whatsapp.Lengths;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.InstantSource;

/** Writing to a person, and saying whose conversation it is. */
@Controller
@RequestMapping("/messages/{contact}")
class SendPages {

    private final Sending sending;
    private final Composers composers;
    private final Messages messages;
    private final Contacts contacts;
    private final Assignments assignments;
    private final Numbers numbers;
    private final Members members;
    private final InstantSource time;

    SendPages(
            Sending sending,
            Composers composers,
            Messages messages,
            Contacts contacts,
            Assignments assignments,
            Numbers numbers,
            Members members,
            InstantSource time) {
        this.sending = sending;
        this.composers = composers;
        this.messages = messages;
        this.contacts = contacts;
        this.assignments = assignments;
        this.numbers = numbers;
        this.members = members;
        this.time = time;
    }

    /**
     * How it ended, for the page that keeps what is typed.
     *
     * @param sent whether what was typed is done with
     * @param next the identity of the next message; null if the same may be tried once more
     * @param words what to say; null where nothing is to be said
     */
    record Ending(boolean sent, @Nullable Id next, @Nullable String words) {

        static Ending done() {
            return new Ending(true, Id.fresh(), null);
        }

        static Ending refused(String words) {
            return new Ending(false, null, words);
        }
    }

    @PostMapping
    String send(
            @PathVariable Id contact,
            @RequestParam Id attempt,
            @RequestParam(required = false) @Nullable Id number,
            @RequestParam(defaultValue = "") String text,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String here,
            @AuthenticationPrincipal Member member,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var person = contact(contact);
        var ending = send(person, attempt, number, text.replace("\r\n", "\n").strip(), member);
        if (here == null) {
            if (ending.words() != null) {
                Toast.refused(ending.words()).after(redirect);
                redirect.addFlashAttribute("draft", ending.sent() ? "" : text);
            }
            return "redirect:/messages/" + contact;
        }
        if (!ending.sent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("ending", ending);
        return "chat/composer :: ending";
    }

    private Ending send(
            Contact person, Id attempt, @Nullable Id wanted, String text, Member member) {
        if (text.isEmpty()) {
            return Ending.refused("Write something first.");
        }
        if (Lengths.exceeds(Lengths.TEXT, text)) {
            return Ending.refused(
                    "A message has at most 4,096 characters; this one has %,d."
                            .formatted(text.codePointCount(0, text.length())));
        }
        var composer = composers.of(person, wanted);
        var number = composer.number();
        if (!composer.reachable()) {
            return Ending.refused("There is no number to send this to. Add one to the contact.");
        }
        if (number == null || wanted != null && !wanted.equals(number.id())) {
            return Ending.refused("This number is not connected any more, so nothing was sent.");
        }
        var wish = new Wish(attempt, number, person, new Wish.Text(text), member.name());
        return ending(sending.send(wish), text);
    }

    private static Ending ending(Sent sent, String text) {
        return switch (sent) {
            case Sent.Kept _, Sent.Refused _, Sent.NotConnected _ -> Ending.done();
            case Sent.Already(var message) when message.body().equals(text) -> Ending.done();
            case Sent.Already _ ->
                    new Ending(
                            false,
                            Id.fresh(),
                            "What you wrote before was sent. Press Send once more to send this.");
            case Sent.WindowClosed() ->
                    Ending.refused(
                            "The 24 hours are over, so this was not sent. Your words stay here;"
                                    + " choose a template instead.");
        };
    }

    /** Tries one that did not arrive once more. */
    @PostMapping("/again")
    String again(
            @PathVariable Id contact,
            @RequestParam Id message,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String here,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var person = contact(contact);
        var toast = again(person, failed(person, message), member);
        if (here == null) {
            toast.after(redirect);
            return "redirect:/messages/" + contact;
        }
        toast.beside(response);
        return "chat/composer :: nothing";
    }

    private Toast again(Contact person, Message failed, Member member) {
        var number = numbers.find(failed.numberId()).filter(BusinessNumber::connected);
        if (number.isEmpty()) {
            return Toast.refused("This number is not connected any more, so nothing was sent.");
        }
        var wish =
                new Wish(
                        Id.fresh(),
                        number.get(),
                        person,
                        new Wish.Text(failed.body()),
                        member.name());
        return switch (sending.again(wish, failed.id())) {
            case Sent.Kept _ -> Toast.done("Sent again.");
            case Sent.Already _ -> Toast.done("It was sent again already.");
            case Sent.Refused _, Sent.NotConnected _ ->
                    Toast.refused("It did not go through this time either.");
            case Sent.WindowClosed() ->
                    Toast.refused("The 24 hours are over: only a template goes through now.");
        };
    }

    /** Only our own words can be repeated as they are: a template is chosen anew. */
    private Message failed(Contact person, Id message) {
        return messages.find(message)
                .filter(one -> one.contactId().equals(person.id()))
                .filter(one -> one.repeatable(time.instant()))
                .filter(one -> one.kind().equals(Message.TEXT))
                .orElseThrow(ChatPages::missing);
    }

    /** Says whose conversation it is. */
    @PostMapping("/agent")
    String assign(
            @PathVariable Id contact,
            @RequestParam(required = false) @Nullable Id account,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String here,
            RedirectAttributes redirect) {
        var person = contact(contact);
        var agent = account == null ? null : members.find(account).orElseThrow(ChatPages::missing);
        assignments.assign(person.id(), agent);
        if (here == null) {
            Toast.done(
                            agent == null
                                    ? "Nobody has this conversation now."
                                    : "%s has this conversation now.".formatted(agent.name()))
                    .after(redirect);
            return "redirect:/messages/" + contact;
        }
        return "chat/composer :: nothing";
    }

    private Contact contact(Id contact) {
        return contacts.find(contact).orElseThrow(ChatPages::missing);
    }
}
