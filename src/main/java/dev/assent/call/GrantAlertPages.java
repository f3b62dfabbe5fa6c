package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.tenancy.Id;
import dev.assent.web.Toast;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** At the foot of the navigation of every page: who has just allowed a call. */
@Controller
@RequestMapping("/calling/alerts")
class GrantAlertPages {

    /** A page that opens in that moment tells it as well. */
    private static final Duration JUST_NOW = Duration.ofSeconds(5);

    private static final Pattern QUEUE =
            Pattern.compile("https?://[^/?#]+/calling/ready(?:[?#].*)?");

    private final GrantAlerts alerts;
    private final InstantSource time;

    GrantAlertPages(GrantAlerts alerts, InstantSource time) {
        this.alerts = alerts;
        this.time = time;
    }

    /**
     * @param known what this page has told already; null on a page that has just opened
     * @param page where the reader is
     */
    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable Set<String> known,
            @RequestHeader(name = "HX-Current-URL", defaultValue = "") String page,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Model model) {
        var unseen = alerts.unseen(member.account());
        var fresh = unseen.stream().filter(alert -> isFresh(alert, known)).toList();
        if (!fresh.isEmpty()) {
            new Toast("go", words(fresh)).beside(response);
        }
        if (!unseen.isEmpty() && isQueue(page)) {
            alerts.seen(member.account());
            unseen = List.of();
        }
        model.addAttribute("alerts", unseen);
        model.addAttribute("words", unseen.isEmpty() ? "" : brief(unseen));
        model.addAttribute(
                "known", unseen.stream().map(GrantAlerts.Alert::id).map(Id::toString).toList());
        model.addAttribute("topic", GrantAlerts.topic(member.account()));
        return "call/alerts :: alerts";
    }

    private boolean isFresh(GrantAlerts.Alert alert, @Nullable Set<String> known) {
        return known == null
                ? alert.at().plus(JUST_NOW).isAfter(time.instant())
                : !known.contains(alert.id().toString());
    }

    /** Whoever looks at the queue sees them there; an address may be anything that was typed. */
    private static boolean isQueue(String page) {
        return QUEUE.matcher(page).matches();
    }

    private static String words(List<GrantAlerts.Alert> fresh) {
        return fresh.size() == 1
                ? "%s allowed calls. You may call now.".formatted(fresh.getFirst().name())
                : "%d people allowed calls. You may call them now.".formatted(fresh.size());
    }

    private static String brief(List<GrantAlerts.Alert> unseen) {
        return unseen.size() == 1
                ? "%s may be called".formatted(unseen.getFirst().name())
                : "%d more may be called".formatted(unseen.size());
    }
}
