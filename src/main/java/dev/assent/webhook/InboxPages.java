package dev.assent.webhook;

import dev.assent.web.PageRequest;
import dev.assent.web.Sorted;
import dev.assent.web.Toast;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the operator sees of the inbox: letters that need somebody. Their content is not shown. */
@Controller
@RequestMapping("/platform/inbox")
class InboxPages {

    private static final Logger log = LoggerFactory.getLogger(InboxPages.class);

    private final SetAside setAside;
    private final Inbox inbox;
    private final Worker worker;

    InboxPages(SetAside setAside, Inbox inbox, Worker worker) {
        this.setAside = setAside;
        this.inbox = inbox;
        this.worker = worker;
    }

    @GetMapping
    String list(@Sorted("-received") PageRequest page, Model model) {
        model.addAttribute("letters", setAside.page(page));
        model.addAttribute("replayable", setAside.replayable());
        model.addAttribute("counts", setAside.counts());
        return "webhook/inbox";
    }

    @PostMapping("/replay")
    String replayAll(RedirectAttributes redirect) {
        var letters = inbox.replayAll();
        worker.wake();
        log.info("the operator has {} letters worked on again", letters);
        Toast.done(
                        letters == 1
                                ? "One letter is worked on again."
                                : "%,d letters are worked on again.".formatted(letters))
                .after(redirect);
        return "redirect:/platform/inbox";
    }

    @PostMapping("/{letter}/replay")
    String replay(@PathVariable long letter, RedirectAttributes redirect) {
        if (!inbox.replay(letter)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        worker.wake();
        log.info("the operator has letter {} worked on again", letter);
        Toast.done("Letter %d is worked on again.".formatted(letter)).after(redirect);
        return "redirect:/platform/inbox";
    }

    @PostMapping("/{letter}/discard")
    String discard(@PathVariable long letter, RedirectAttributes redirect) {
        if (!inbox.discard(letter)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        log.info("the operator has discarded letter {}", letter);
        Toast.done("Letter %d is discarded.".formatted(letter)).after(redirect);
        return "redirect:/platform/inbox";
    }
}
