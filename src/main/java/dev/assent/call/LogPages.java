package dev.assent.call;

import dev.assent.tenancy.Id;
import dev.assent.web.Chips;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Calling, Call log: every call, what became of it, and what was written down about it. */
@Controller
@RequestMapping("/calling/log")
@Sorted({LogLists.BY_BEGINNING, LogLists.BY_NAME, LogLists.BY_TALK})
class LogPages {

    private static final String NOTE = "call/note";

    private final LogLists lists;
    private final LogExport export;
    private final Views views;
    private final Here here;

    LogPages(LogLists lists, LogExport export, Views views, Here here) {
        this.lists = lists;
        this.export = export;
        this.views = views;
        this.here = here;
    }

    @GetMapping
    String page(LogFilter.Parameters wanted, PageRequest request, Model model) {
        list(wanted, request, model);
        return "call/log";
    }

    @FragmentMapping
    String list(LogFilter.Parameters wanted, PageRequest request, Model model) {
        show(lists.list(wanted.filter(), request), model);
        return "call/log :: list";
    }

    /** What changed meanwhile: rows stay as they lie under the reader's eyes. */
    @NewsMapping
    String news(
            LogFilter.Parameters wanted,
            PageRequest request,
            @RequestHeader(name = News.SEEN, defaultValue = "") String seen,
            Model model) {
        var listing = lists.list(wanted.filter(), request);
        show(listing, model);
        model.addAttribute("news", News.of(seen, listing.ids()));
        return "call/log :: news";
    }

    @GetMapping("/{id}/row")
    String row(@PathVariable Id id, Model model) {
        model.addAttribute("row", find(id));
        return "call/log :: row";
    }

    @GetMapping("/export")
    void export(LogFilter.Parameters wanted, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"call-log.csv\"");
        export.write(wanted.filter(), response.getWriter());
    }

    @GetMapping("/{id}/note")
    String note(@PathVariable Id id, Model model) {
        var row = find(id);
        model.addAttribute("form", NoteForm.of(row));
        return note(row, model);
    }

    @FragmentMapping("/{id}/note")
    String noteHere(@PathVariable Id id, Model model) {
        return note(id, model) + " :: dialog";
    }

    @PostMapping("/{id}/note")
    String describe(
            @PathVariable Id id,
            @Valid @ModelAttribute("form") NoteForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var row = find(id);
        if (described(id, form, errors)) {
            Toast.done("Saved.").after(redirect);
            return "redirect:/calling/log";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return note(row, model);
    }

    @PostMapping(path = "/{id}/note", headers = "HX-Request")
    @Nullable String describeHere(
            @PathVariable Id id,
            @Valid @ModelAttribute("form") NoteForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response) {
        var row = find(id);
        if (described(id, form, errors)) {
            Dialogs.close(response);
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return note(row, model) + " :: dialog";
    }

    private boolean described(Id id, NoteForm form, BindingResult errors) {
        var tag = form.tag(errors);
        return !errors.hasErrors()
                && views.describe(id, form.note().isEmpty() ? null : form.note(), tag);
    }

    private static String note(LogRow row, Model model) {
        model.addAttribute("row", row);
        var tags = new ArrayList<Choice>();
        tags.add(new Choice("", "Nothing yet"));
        for (var tag : Tag.values()) {
            tags.add(new Choice(tag.key(), tag.word()));
        }
        model.addAttribute("tags", tags);
        return NOTE;
    }

    private LogRow find(Id id) {
        return lists.row(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private void show(LogLists.Listing listing, Model model) {
        model.addAttribute("filter", listing.filter());
        model.addAttribute("calls", listing.page());
        model.addAttribute(
                "chips",
                Chips.of(
                        here,
                        "status",
                        Ending.values(),
                        listing.filter().ending(),
                        listing::count));
        model.addAttribute("agents", agents(listing));
        model.addAttribute("numbers", numbers(listing));
        model.addAttribute("news", News.none(listing.ids()));
    }

    private static List<Choice> agents(LogLists.Listing listing) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Anybody"));
        choices.addAll(listing.agents());
        return choices;
    }

    private static List<Choice> numbers(LogLists.Listing listing) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "All numbers"));
        listing.numbers()
                .forEach(number ->
                        choices.add(new Choice(number.id().toString(), number.international())));
        return choices;
    }
}
