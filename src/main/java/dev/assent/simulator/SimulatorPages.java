package dev.assent.simulator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.util.UriComponentsBuilder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages on which people hold phones. */
@Controller
@InDemoMode
@RequestMapping("/simulator")
class SimulatorPages {

    private static final Pattern KEY = Pattern.compile("[0-9]{1,32}/[0-9]{7,15}");
    private static final int MOST_OPEN = 2;
    private static final int MOST_LISTED = 60;

    private final Acts acts;
    private final Hands hands;
    private final Phones phones;
    private final Screens screens;
    private final BusinessNumbers numbers;
    private final Settings settings;
    private final Updates updates;
    private final Signals signals;
    private final Handsets handsets;

    SimulatorPages(
            Acts acts,
            Hands hands,
            Phones phones,
            Screens screens,
            BusinessNumbers numbers,
            Settings settings,
            Updates updates,
            Signals signals,
            Handsets handsets) {
        this.acts = acts;
        this.hands = hands;
        this.phones = phones;
        this.screens = screens;
        this.numbers = numbers;
        this.settings = settings;
        this.updates = updates;
        this.signals = signals;
        this.handsets = handsets;
    }

    /** What the list is narrowed to, and which phones are open beside it. */
    record Filter(@Nullable List<String> open, @Nullable String number, @Nullable String q) {

        List<String> opened() {
            return open == null ? List.of() : open;
        }

        String text() {
            return q == null ? "" : q;
        }

        @Nullable String business() {
            return number == null || number.isBlank() ? null : number;
        }
    }

    /** A line of the list, with where it leads. */
    record Row(Screen.Entry entry, boolean open, String href) {}

    /** An open phone, with what closes it. */
    record Held(Screen screen, String closing) {}

    @GetMapping
    String phones(Filter filter, Model model) {
        var opened = filter.open() == null ? latest() : existing(filter.opened());
        model.addAttribute("held", opened.stream().map(key -> held(key, opened, filter)).toList());
        model.addAttribute("chosen", filter.open() != null);
        model.addAttribute("numbers", numbers.all());
        model.addAttribute("delivery", settings.delivery());
        model.addAttribute("failure", settings.failure());
        model.addAttribute("waiting", updates.waiting());
        list(new Filter(opened, filter.number(), filter.q()), model);
        return "simulator/phones";
    }

    @GetMapping("/phones/list")
    String list(Filter filter, Model model) {
        var opened = filter.opened();
        model.addAttribute("filter", filter);
        model.addAttribute("opened", opened);
        model.addAttribute(
                "rows",
                screens.entries(filter.business(), filter.text(), MOST_LISTED).stream()
                        .map(entry ->
                                new Row(
                                        entry,
                                        opened.contains(entry.key()),
                                        address(inFront(entry.key(), opened), filter)))
                        .toList());
        return "simulator/phones :: list";
    }

    @GetMapping(path = "/phones/{number}/{person}", produces = MediaType.TEXT_HTML_VALUE)
    String alone(@PathVariable String number, @PathVariable String person, Model model) {
        var whom = Whom.of(number, person);
        phones.called(whom.person());
        model.addAttribute("screen", screens.of(whom));
        return "simulator/phone-alone";
    }

    @GetMapping("/phones/{number}/{person}/screen")
    String screen(@PathVariable String number, @PathVariable String person, Model model) {
        model.addAttribute("screen", screens.of(Whom.of(number, person)));
        return "simulator/phone :: screen";
    }

    @GetMapping("/phones/{number}/{person}/more")
    String more(@PathVariable String number, @PathVariable String person, Model model) {
        model.addAttribute("screen", screens.of(Whom.of(number, person)));
        return "simulator/phone :: more";
    }

    @PostMapping(
            path = "/phones/{number}/{person}/{act}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String act(
            @PathVariable String number,
            @PathVariable String person,
            @PathVariable String act,
            @RequestParam Map<String, String> words,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var whom = Whom.of(number, person);
        acts.perform(act, whom, words);
        if (htmx == null) {
            return Back.to(request, "/simulator/phones/%s/%s".formatted(number, person));
        }
        // The notice of what went wrong before is over.
        response.setHeader("HX-Trigger", "notice:over");
        model.addAttribute("screen", screens.of(whom));
        return "simulator/phone :: screen";
    }

    @PostMapping(path = "/phones/{person}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String change(
            @PathVariable String person,
            @RequestParam Map<String, String> words,
            HttpServletRequest request) {
        var before = phones.get(Names.digits(person));
        hands.change(
                new Phone(
                        before.waId(),
                        before.userId(),
                        before.name(),
                        before.username(),
                        words.containsKey("online"),
                        Phone.Receipts.valueOf(
                                words.getOrDefault("receipts", before.receipts().name())),
                        words.containsKey("onWhatsapp"),
                        words.containsKey("currentClient"),
                        words.containsKey("hidesNumber")));
        return Back.to(request, "/simulator");
    }

    @PostMapping(path = "/phones", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String add(@RequestParam Map<String, String> words, Filter filter) {
        var number = words.getOrDefault("at", "");
        var person = Names.digits(words.getOrDefault("phone", ""));
        hands.add(number, person, words.getOrDefault("name", ""));
        var key = number + "/" + person;
        return "redirect:"
                + address(inFront(key, filter.opened()), new Filter(List.of(), null, null));
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable List<String> phone) {
        var listener = signals.listen();
        if (page != null && phone != null) {
            handsets.pickUp(page, phones(phone), listener);
        }
        return listener;
    }

    @PostMapping("/pages/{page}/gone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void gone(@PathVariable String page) {
        handsets.putDown(page);
    }

    private static Set<Whom> phones(List<String> keys) {
        return keys.stream()
                .filter(key -> KEY.matcher(key).matches())
                .map(key -> Whom.of(key.split("/")[0], key.split("/")[1]))
                .collect(Collectors.toSet());
    }

    private List<String> latest() {
        return screens.entries(null, "", MOST_OPEN).stream()
                .filter(entry -> entry.pair().lastAt() != null)
                .map(Screen.Entry::key)
                .toList();
    }

    private List<String> existing(List<String> keys) {
        return keys.stream()
                .distinct()
                .limit(MOST_OPEN)
                .filter(key -> KEY.matcher(key).matches())
                .filter(key -> numbers.find(key.split("/")[0]).isPresent())
                .filter(key -> phones.find(key.split("/")[1]).isPresent())
                .toList();
    }

    private Held held(String key, List<String> opened, Filter filter) {
        var parts = key.split("/");
        var others = new ArrayList<>(opened);
        others.remove(key);
        return new Held(
                screens.of(new Whom(parts[0], parts[1])),
                address(others.isEmpty() ? List.of("") : others, filter));
    }

    private static List<String> inFront(String key, List<String> opened) {
        return opened.contains(key)
                ? opened
                : Stream.concat(Stream.of(key), opened.stream()).limit(MOST_OPEN).toList();
    }

    private static String address(List<String> opened, Filter filter) {
        var address = UriComponentsBuilder.fromPath("/simulator").queryParam("open", opened);
        if (filter.business() != null) {
            address.queryParam("number", filter.business());
        }
        if (!filter.text().isBlank()) {
            address.queryParam("q", filter.text());
        }
        return address.encode().toUriString();
    }
}
