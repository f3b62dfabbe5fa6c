package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.number.OurNumbers;
import dev.assent.tenancy.Id;
import dev.assent.web.Chip;
import dev.assent.web.FragmentMapping;
import dev.assent.web.Here;
import dev.assent.web.News;
import dev.assent.web.NewsMapping;
import dev.assent.web.PageRequest;
import dev.assent.web.Sorted;
import dev.assent.web.Toast;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.List;

/** Calling, Call-ready: whom we may call now, and who of us is about to. */
@Controller
@RequestMapping("/calling/ready")
@Sorted({ReadyLists.BY_END, ReadyLists.BY_NAME, ReadyLists.BY_GRANT})
class ReadyPages {

    private final ReadyLists lists;
    private final Claims claims;
    private final GrantAlerts alerts;
    private final Here here;

    ReadyPages(ReadyLists lists, Claims claims, GrantAlerts alerts, Here here) {
        this.lists = lists;
        this.claims = claims;
        this.alerts = alerts;
        this.here = here;
    }

    @ModelAttribute("filter")
    ReadyFilter filter(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String number) {
        return ReadyFilter.of(q, show, number);
    }

    @GetMapping
    String page(
            @ModelAttribute("filter") ReadyFilter filter,
            PageRequest request,
            @AuthenticationPrincipal Member member,
            Model model) {
        list(filter, request, member, model);
        return "call/ready";
    }

    @FragmentMapping
    String list(
            @ModelAttribute("filter") ReadyFilter filter,
            PageRequest request,
            @AuthenticationPrincipal Member member,
            Model model) {
        alerts.seen(member.account());
        show(lists.list(filter, request, member.account()), model);
        return "call/ready :: list";
    }

    /** What changed meanwhile: rows stay as they lie under the reader's eyes. */
    @NewsMapping
    String news(
            @ModelAttribute("filter") ReadyFilter filter,
            PageRequest request,
            @RequestHeader(name = News.SEEN, defaultValue = "") String seen,
            @AuthenticationPrincipal Member member,
            Model model) {
        var listing = lists.list(filter, request, member.account());
        show(listing, model);
        model.addAttribute("news", News.of(seen, listing.ids()));
        return "call/ready :: news";
    }

    @GetMapping("/rows/{contact}")
    String row(
            @PathVariable Id contact,
            @RequestParam Id number,
            @AuthenticationPrincipal Member member,
            Model model) {
        model.addAttribute("row", find(contact, number, member));
        return "call/ready :: row";
    }

    @PostMapping("/{contact}/claim")
    String claim(
            @PathVariable Id contact,
            @RequestParam Id number,
            @AuthenticationPrincipal Member member,
            RedirectAttributes redirect) {
        find(contact, number, member);
        claimed(claims.take(contact, member), member).after(redirect);
        return "redirect:/calling/ready";
    }

    /** The row tells how it went; where somebody else was quicker, a word does so besides. */
    @PostMapping(path = "/{contact}/claim", headers = "HX-Request")
    String claimHere(
            @PathVariable Id contact,
            @RequestParam Id number,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Model model) {
        find(contact, number, member);
        var claim = claims.take(contact, member);
        if (!claim.isOf(member.account())) {
            claimed(claim, member).beside(response);
        }
        return row(contact, number, member, model);
    }

    @PostMapping("/{contact}/release")
    String release(
            @PathVariable Id contact,
            @RequestParam Id number,
            @AuthenticationPrincipal Member member,
            RedirectAttributes redirect) {
        find(contact, number, member);
        claims.release(contact, member.account());
        Toast.done("Anybody may call now.").after(redirect);
        return "redirect:/calling/ready";
    }

    @PostMapping(path = "/{contact}/release", headers = "HX-Request")
    String releaseHere(
            @PathVariable Id contact,
            @RequestParam Id number,
            @AuthenticationPrincipal Member member,
            Model model) {
        find(contact, number, member);
        claims.release(contact, member.account());
        return row(contact, number, member, model);
    }

    private static Toast claimed(Claim claim, Member member) {
        return claim.isOf(member.account())
                ? Toast.done("Yours for the next 15 minutes.")
                : Toast.refused(
                        "%s was quicker and is about to call.".formatted(claim.agentName()));
    }

    private ReadyRow find(Id contact, Id number, Member member) {
        return lists.row(contact, number, member.account())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private void show(ReadyLists.Listing listing, Model model) {
        model.addAttribute("people", listing.page());
        model.addAttribute("chips", chips(listing));
        model.addAttribute(
                "numbers",
                new OurNumbers(listing.numbers()).chips(here, listing.filter().number()));
        model.addAttribute("unconnected", listing.numbers().isEmpty());
        model.addAttribute("news", News.none(listing.ids()));
    }

    private List<Chip> chips(ReadyLists.Listing listing) {
        return List.of(
                chip(listing, ReadyFilter.Part.ALL, "Everybody"),
                chip(listing, ReadyFilter.Part.NEVER, "Never called"),
                chip(listing, ReadyFilter.Part.MINE, "Mine"));
    }

    private Chip chip(ReadyLists.Listing listing, ReadyFilter.Part part, String label) {
        return new Chip(
                label,
                listing.count(part),
                here.with("show", part.key()),
                listing.filter().part() == part);
    }
}
