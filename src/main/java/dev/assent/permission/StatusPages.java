package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.contact.Filter;
import dev.assent.contact.Listing;
import dev.assent.number.OurNumbers;
import dev.assent.tenancy.Id;
import dev.assent.web.FragmentMapping;
import dev.assent.web.Here;
import dev.assent.web.News;
import dev.assent.web.NewsMapping;
import dev.assent.web.PageRequest;
import dev.assent.web.Sorted;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import java.time.InstantSource;
import java.util.List;

/** Calling, Status: everybody, and what we may do about them now. */
@Controller
@RequestMapping("/calling")
@Sorted({Listing.BY_CHANGE, Listing.BY_NAME, Listing.BY_END})
class StatusPages {

    private final Statuses statuses;
    private final Here here;
    private final InstantSource time;

    StatusPages(Statuses statuses, Here here, InstantSource time) {
        this.statuses = statuses;
        this.here = here;
        this.time = time;
    }

    /** What the list is narrowed down to. */
    record Wanted(Filter filter, @Nullable Id number) {

        static Wanted of(@Nullable String q, @Nullable String status, @Nullable String number) {
            return new Wanted(
                    Filter.of(q, status),
                    number != null && Id.isOne(number) ? Id.parse(number) : null);
        }
    }

    @ModelAttribute("wanted")
    Wanted wanted(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String number) {
        return Wanted.of(q, status, number);
    }

    @GetMapping
    String page(@ModelAttribute("wanted") Wanted wanted, PageRequest request, Model model) {
        list(wanted, request, model);
        return "permission/status";
    }

    @FragmentMapping
    String list(@ModelAttribute("wanted") Wanted wanted, PageRequest request, Model model) {
        var status = statuses.list(wanted.filter(), wanted.number(), request);
        var listing = status.listing();
        model.addAttribute("filter", listing.filter());
        model.addAttribute("chips", listing.chips(here));
        model.addAttribute(
                "numbers",
                new OurNumbers(status.numbers())
                        .chips(here, status.only() == null ? null : status.only().id()));
        model.addAttribute(
                "bars", Bar.of(status.numbers(), status.only(), status.policy(), time.instant()));
        model.addAttribute("unconnected", status.numbers().isEmpty());
        model.addAttribute("news", News.none(ids(listing)));
        model.addAttribute("people", listing.page().of(status.rows()));
        return "permission/status :: list";
    }

    /**
     * What changed meanwhile: the counts, and whether the list would look otherwise now. The rows
     * stay as they lie under the reader's eyes; each keeps itself up to date.
     */
    @NewsMapping
    String news(
            @ModelAttribute("wanted") Wanted wanted,
            PageRequest request,
            @RequestHeader(name = News.SEEN, defaultValue = "") String seen,
            Model model) {
        var listing = statuses.glance(wanted.filter(), wanted.number(), request);
        model.addAttribute("chips", listing.chips(here));
        model.addAttribute("news", News.of(seen, ids(listing)));
        model.addAttribute("people", listing.page());
        return "permission/status :: news";
    }

    @GetMapping("/rows/{contact}")
    String row(
            @PathVariable Id contact,
            @RequestParam(required = false) @Nullable Id number,
            Model model) {
        model.addAttribute("row", statuses.row(contact, number).orElseThrow(StatusPages::missing));
        model.addAttribute("only", number);
        return "permission/status :: row";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static List<Id> ids(Listing listing) {
        return listing.page().rows().stream().map(Contact::id).toList();
    }
}
