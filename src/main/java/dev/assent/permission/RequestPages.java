package dev.assent.permission;

import dev.assent.tenancy.Id;
import dev.assent.web.Chips;
import dev.assent.web.Choice;
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

import java.util.ArrayList;
import java.util.List;

/** Calling, Requests: what was asked, by whom, and what became of it. */
@Controller
@RequestMapping("/calling/requests")
@Sorted({RequestLists.BY_ASKING, RequestLists.BY_NAME, RequestLists.BY_END})
class RequestPages {

    private final RequestLists lists;
    private final RequestStories stories;
    private final Here here;

    RequestPages(RequestLists lists, RequestStories stories, Here here) {
        this.lists = lists;
        this.stories = stories;
        this.here = here;
    }

    @ModelAttribute("filter")
    RequestFilter filter(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String asker) {
        return RequestFilter.of(q, status, asker);
    }

    @GetMapping
    String page(@ModelAttribute("filter") RequestFilter filter, PageRequest request, Model model) {
        list(filter, request, model);
        return "permission/requests";
    }

    @FragmentMapping
    String list(@ModelAttribute("filter") RequestFilter filter, PageRequest request, Model model) {
        show(lists.list(filter, request), model);
        return "permission/requests :: list";
    }

    /** What changed meanwhile, as {@code StatusPages} tells it. */
    @NewsMapping
    String news(
            @ModelAttribute("filter") RequestFilter filter,
            PageRequest request,
            @RequestHeader(name = News.SEEN, defaultValue = "") String seen,
            Model model) {
        var listing = lists.list(filter, request);
        show(listing, model);
        model.addAttribute("news", News.of(seen, listing.ids()));
        return "permission/requests :: news";
    }

    private void show(RequestLists.Listing listing, Model model) {
        model.addAttribute("requests", listing.page());
        model.addAttribute("unconnected", listing.page().empty() && !listing.connected());
        model.addAttribute(
                "chips",
                Chips.of(
                        here,
                        "status",
                        Progress.values(),
                        listing.filter().progress(),
                        listing.found()::told));
        model.addAttribute("askers", askers(listing));
        model.addAttribute("news", News.none(listing.ids()));
    }

    @GetMapping("/{request}/row")
    String row(@PathVariable Id request, Model model) {
        model.addAttribute("row", lists.row(request).orElseThrow(RequestPages::missing));
        return "permission/requests :: row";
    }

    @GetMapping("/{request}")
    String story(@PathVariable Id request, Model model) {
        model.addAttribute("story", stories.find(request).orElseThrow(RequestPages::missing));
        return "permission/request";
    }

    @FragmentMapping("/{request}")
    String pop(@PathVariable Id request, Model model) {
        return story(request, model) + " :: pop";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static List<Choice> askers(RequestLists.Listing listing) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Anybody"));
        listing.askers().forEach(asker -> choices.add(new Choice(asker, asker)));
        return choices;
    }
}
