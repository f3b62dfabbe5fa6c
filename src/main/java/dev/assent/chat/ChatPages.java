package dev.assent.chat;

import dev.assent.access.Member;
import dev.assent.access.Members;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.Portrait;
import dev.assent.number.Numbers;
import dev.assent.tenancy.Id;
import dev.assent.web.FragmentMapping;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

import java.time.InstantSource;

/** Messages: the conversations, and one of them. */
@Controller
@RequestMapping("/messages")
class ChatPages {

    private static final int LONGEST_SEARCH = 120;

    private final Rows rows;
    private final Threads threads;
    private final Composers composers;
    private final Conversations conversations;
    private final ReadMarks marks;
    private final Contacts contacts;
    private final Members members;
    private final Numbers numbers;
    private final InstantSource time;

    ChatPages(
            Rows rows,
            Threads threads,
            Composers composers,
            Conversations conversations,
            ReadMarks marks,
            Contacts contacts,
            Members members,
            Numbers numbers,
            InstantSource time) {
        this.rows = rows;
        this.threads = threads;
        this.composers = composers;
        this.conversations = conversations;
        this.marks = marks;
        this.contacts = contacts;
        this.members = members;
        this.numbers = numbers;
        this.time = time;
    }

    /** What the list is narrowed down to. */
    record Wanted(Show show, String q) {

        public String address(String path) {
            return Rows.address(path, show, q);
        }

        boolean everything() {
            return show == Show.ALL && q.isBlank();
        }
    }

    @ModelAttribute("wanted")
    Wanted wanted(
            @RequestParam(name = "show", required = false) @Nullable String show,
            @RequestParam(name = "q", defaultValue = "") String q) {
        return new Wanted(
                Show.of(show), q.length() > LONGEST_SEARCH ? q.substring(0, LONGEST_SEARCH) : q);
    }

    @GetMapping
    String page(
            @ModelAttribute("wanted") Wanted wanted,
            @AuthenticationPrincipal Member member,
            Model model) {
        list(wanted, member, model);
        model.addAttribute("open", null);
        return "chat/messages";
    }

    @FragmentMapping
    String list(
            @ModelAttribute("wanted") Wanted wanted,
            @AuthenticationPrincipal Member member,
            Model model) {
        var piece = rows.list(wanted.show(), wanted.q(), member, "");
        var nobody = piece.rows().isEmpty() && wanted.everything();
        model.addAttribute("piece", piece);
        model.addAttribute("nobody", nobody);
        model.addAttribute("unconnected", nobody && numbers.connected().isEmpty());
        model.addAttribute("chips", rows.chips(wanted.show(), wanted.q(), member));
        return "chat/list :: list";
    }

    /** More rows, or the newest ones to be merged into those that are there. */
    @GetMapping("/rows")
    String rows(
            @ModelAttribute("wanted") Wanted wanted,
            @RequestParam(defaultValue = "") String behind,
            @AuthenticationPrincipal Member member,
            Model model) {
        model.addAttribute("piece", rows.list(wanted.show(), wanted.q(), member, behind));
        return "chat/list :: rows";
    }

    @GetMapping("/rows/{contact}")
    String row(@PathVariable Id contact, @ModelAttribute("wanted") Wanted wanted, Model model) {
        model.addAttribute("row", rows.find(contact).orElseThrow(ChatPages::missing));
        return "chat/list :: row";
    }

    /** The filters with their counts. */
    @GetMapping("/filters")
    String filters(
            @ModelAttribute("wanted") Wanted wanted,
            @AuthenticationPrincipal Member member,
            Model model) {
        model.addAttribute("chips", rows.chips(wanted.show(), wanted.q(), member));
        return "chat/list :: filters";
    }

    /** How many conversations wait to be looked at, for the navigation. */
    @GetMapping("/unread")
    String unread(@AuthenticationPrincipal Member member, Model model) {
        model.addAttribute("unread", conversations.unread(member.account()));
        return "chat/list :: unread";
    }

    @GetMapping("/{contact}")
    String thread(
            @PathVariable Id contact,
            @RequestParam(required = false) @Nullable Id number,
            @ModelAttribute("wanted") Wanted wanted,
            @AuthenticationPrincipal Member member,
            Model model) {
        var person = contact(contact);
        head(person, member, model);
        var unread = conversations.find(contact).map(Conversation::unread).orElse(0);
        model.addAttribute("thread", threads.newest(contact, unread));
        model.addAttribute("composer", composers.of(person, number));
        model.addAttribute("open", contact);
        list(wanted, member, model);
        return "chat/messages";
    }

    @GetMapping("/{contact}/head")
    String headOnly(@PathVariable Id contact, @AuthenticationPrincipal Member member, Model model) {
        head(contact(contact), member, model);
        return "chat/thread :: head";
    }

    /** The newest lines, to be merged into those that are there. */
    @GetMapping("/{contact}/newest")
    String newest(@PathVariable Id contact, Model model) {
        lines(contact(contact), threads.newest(contact), model);
        return "chat/thread :: lines";
    }

    /** The lines before that key, to be merged likewise. */
    @GetMapping("/{contact}/earlier")
    String earlier(@PathVariable Id contact, @RequestParam String before, Model model) {
        lines(contact(contact), threads.before(contact, before), model);
        return "chat/thread :: lines";
    }

    /** Whether one may write in one's own words now. */
    @GetMapping("/{contact}/window")
    String window(
            @PathVariable Id contact,
            @RequestParam(required = false) @Nullable Id number,
            Model model) {
        model.addAttribute("composer", composers.of(contact(contact), number));
        return "chat/composer :: window";
    }

    /** Whoever works here has looked at all up to this message. */
    @PostMapping("/{contact}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable Id contact, @RequestParam Id to) {
        marks.read(contact(contact), to);
    }

    private void head(Contact contact, Member member, Model model) {
        var agent = contact.agent();
        var everybody = members.all();
        model.addAttribute("contact", Portrait.of(contact, time.instant()));
        model.addAttribute("me", member.account());
        model.addAttribute("members", everybody);
        model.addAttribute("agent", agent);
        model.addAttribute(
                "agentName",
                agent == null
                        ? null
                        : everybody.stream()
                                .filter(one -> one.account().equals(agent))
                                .map(Member::name)
                                .findFirst()
                                .orElse("Somebody who left"));
    }

    private static void lines(Contact contact, Threads.Piece piece, Model model) {
        model.addAttribute("contact", contact);
        model.addAttribute("thread", piece);
    }

    private Contact contact(Id contact) {
        return contacts.find(contact).orElseThrow(ChatPages::missing);
    }

    static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
