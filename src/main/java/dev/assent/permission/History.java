package dev.assent.permission;

import dev.assent.rules.Call;
import dev.assent.rules.Edition;
import dev.assent.rules.Happening;
import dev.assent.rules.RequestLife;
import dev.assent.rules.Standing;
import dev.assent.rules.Turn;
import dev.assent.tenancy.Id;
import dev.assent.web.TimelineItem;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The ledger of a pair as sentences. */
final class History {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private final Sheet sheet;
    private final String who;
    private final boolean several;
    private final Map<Id, Request> requests = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Happening.Status> words;
    private final ZoneId zone;

    private History(Dossier dossier, boolean several, ZoneId zone) {
        this.sheet = dossier.sheet();
        this.who = new Wording(sheet).who();
        this.several = several;
        this.zone = zone;
        this.words =
                dossier.happenings().stream()
                        .filter(Happening.Status.class::isInstance)
                        .map(Happening.Status.class::cast)
                        .toList();
        dossier.requests().forEach(request -> requests.put(request.id(), request));
        countRow();
    }

    /**
     * All that happened, the newest first.
     *
     * @param dossiers of one person through several numbers, or through one
     * @param zone in which times are told
     */
    static List<TimelineItem> of(List<Dossier> dossiers, ZoneId zone) {
        return chapters(dossiers, zone).stream().map(Chapter::line).toList();
    }

    /** The same, each with an identity. */
    static List<Chapter> chapters(List<Dossier> dossiers, ZoneId zone) {
        var several = dossiers.size() > 1;
        return dossiers.stream()
                .flatMap(dossier -> new History(dossier, several, zone).chapters().stream())
                .sorted(Comparator.comparing(Chapter::at).reversed())
                .toList();
    }

    /** At which place of its row each unanswered call stood. */
    private void countRow() {
        record Mark(Instant at, @Nullable Call unanswered) {}
        var marks = new ArrayList<Mark>();
        for (var call : sheet.position().calls()) {
            if (call.outcome() == Call.Outcome.FAILED) {
                continue;
            }
            if (call.pickedUp() != null) {
                marks.add(new Mark(call.pickedUp(), null));
            } else if (call.ours() && call.ended() != null) {
                marks.add(new Mark(call.ended(), call));
            }
        }
        for (var turn : sheet.position().turns()) {
            if (turn.standing() instanceof Standing.Granted granted
                    && granted.since().equals(turn.at())) {
                marks.add(new Mark(turn.at(), null));
            }
        }
        marks.sort(Comparator.comparing(Mark::at));
        var row = 0;
        for (var mark : marks) {
            if (mark.unanswered() == null) {
                row = 0;
            } else {
                places.put(mark.unanswered().id(), ++row);
            }
        }
    }

    private List<Chapter> chapters() {
        var position = sheet.position();
        var chapters = new ArrayList<Chapter>();
        position.turns()
                .forEach(turn ->
                        chapters.add(
                                chapter(
                                        "turn %s %s".formatted(turn.at(), turn.cause()),
                                        item(turn))));
        position.requests().forEach(life -> addRequest(life, chapters));
        var causes = position.turns().stream().map(Turn::cause).toList();
        position.calls().stream()
                .filter(call -> !causes.contains(call.id()))
                .forEach(call -> chapters.add(chapter("call " + call.id(), item(call))));
        return chapters;
    }

    private static Chapter chapter(String source, TimelineItem line) {
        return Chapter.of(source, line, null, null);
    }

    private TimelineItem item(Turn turn) {
        return switch (turn.standing()) {
            case Standing.Granted granted ->
                    item(turn.at(), "phone-check", "go", given(granted, turn), until(granted));
            case Standing.Declined _ ->
                    item(
                            turn.at(),
                            "phone-x",
                            "stop",
                            "%s declined.".formatted(who),
                            "The answer may be changed for 7 days.");
            case Standing.Revoked revoked ->
                    item(turn.at(), "phone-off", "stop", taken(revoked, turn), null);
            case Standing.Expired _ ->
                    item(turn.at(), "clock", "idle", "The permission ended.", null);
            case Standing.NotRequested _, Standing.Pending _ ->
                    throw new IllegalStateException("no turn: " + turn);
        };
    }

    private String given(Standing.Granted granted, Turn turn) {
        if (!granted.since().equals(turn.at())) {
            return "WhatsApp told another end of the permission.";
        }
        var how = granted.permanent() ? " always" : duration(granted);
        return switch (granted.source()) {
            case REQUEST -> "%s allowed calls%s.".formatted(who, how);
            case PROFILE -> "%s allowed calls%s in your business profile.".formatted(who, how);
            case CALLBACK -> "%s called, which allows calling back%s.".formatted(who, how);
            case READING -> "WhatsApp said that %s allows calls%s.".formatted(who, how);
        };
    }

    private static String duration(Standing.Granted granted) {
        return granted.since().plus(Edition.TEMPORARY_GRANT).equals(granted.until())
                ? " for 7 days"
                : "";
    }

    private static @Nullable String until(Standing.Granted granted) {
        return granted.permanent() ? "Until it is withdrawn." : null;
    }

    private String taken(Standing.Revoked revoked, Turn turn) {
        return switch (revoked.by()) {
            case USER -> "%s withdrew the permission.".formatted(who);
            case PLATFORM -> {
                var place = places.get(turn.cause());
                yield place == null
                        ? "WhatsApp withdrew the permission."
                        : "%s unanswered call: WhatsApp withdrew the permission."
                                .formatted(ordinal(place));
            }
            case UNKNOWN -> "WhatsApp said that the permission is gone.";
        };
    }

    private void addRequest(RequestLife life, List<Chapter> chapters) {
        var request = requests.get(Id.parse(life.attempt()));
        var asker = request == null ? "" : request.askedBy();
        chapters.add(
                Chapter.of(
                        "request " + life.attempt(),
                        item(
                                life.moment(),
                                "send",
                                life.status().open() ? "wait" : "info",
                                asker.isEmpty()
                                        ? "Permission was asked for."
                                        : "%s asked for permission.".formatted(asker),
                                became(life)),
                        request == null || request.body().isBlank() ? null : request.body(),
                        life.metaId()));
        if (life.status() == RequestLife.Status.EXPIRED) {
            chapters.add(
                    chapter(
                            "expiry " + life.attempt(),
                            item(
                                    life.until(),
                                    "clock",
                                    "idle",
                                    "The request expired unanswered.",
                                    null)));
        }
    }

    private String became(RequestLife life) {
        return switch (life.status()) {
            case UNKNOWN -> "Not confirmed by WhatsApp; it counts as sent.";
            case SENT -> "Sent, not delivered yet.";
            case DELIVERED -> "Delivered %s, not read yet.".formatted(delivered(life));
            case READ -> "Read %s.".formatted(read(life));
            case ACCEPTED, DECLINED ->
                    read(life).isEmpty() ? "Read." : "Read %s.".formatted(read(life));
            case FAILED -> "It did not arrive.";
            case SUPERSEDED -> "Replaced by a newer request.";
            case EXPIRED ->
                    life.deliveredAt() == null
                            ? "Never delivered."
                            : "Delivered %s.".formatted(delivered(life));
        };
    }

    private String delivered(RequestLife life) {
        return life.deliveredAt() == null ? "" : time(life.deliveredAt(), life.moment());
    }

    private String read(RequestLife life) {
        return words.stream()
                .filter(word -> word.delivery() == Happening.Delivery.READ)
                .filter(word ->
                        word.metaId().equals(life.metaId())
                                || life.attempt().equals(word.attempt()))
                .map(Happening.Status::at)
                .min(Comparator.naturalOrder())
                .map(at -> time(at, life.moment()))
                .orElse("");
    }

    /** The day is said only where it is another than that of the line above. */
    private String time(Instant at, Instant beside) {
        var then = at.atZone(zone);
        return then.toLocalDate().equals(beside.atZone(zone).toLocalDate())
                ? TIME.format(then)
                : DAY_AND_TIME.format(then);
    }

    private TimelineItem item(Call call) {
        return call.ours() ? ourCall(call) : theirCall(call);
    }

    private TimelineItem ourCall(Call call) {
        return switch (call.outcome()) {
            case RUNNING ->
                    item(
                            call.dialled(),
                            "phone-outgoing",
                            "info",
                            call.pickedUp() == null
                                    ? "Calling %s now.".formatted(who)
                                    : "On a call with %s now.".formatted(who),
                            null);
            case CONNECTED ->
                    item(
                            call.dialled(),
                            "phone-outgoing",
                            "info",
                            "Call answered · %s.".formatted(lasted(call)),
                            null);
            case UNANSWERED -> unanswered(call);
            case FAILED ->
                    item(
                            call.dialled(),
                            "phone-outgoing",
                            "idle",
                            "The call broke down.",
                            "It counts for nothing.");
        };
    }

    private TimelineItem unanswered(Call call) {
        var place = places.getOrDefault(call.id(), 1);
        var warned = place == sheet.policy().edition().unansweredWarns();
        return item(
                call.dialled(),
                "phone-outgoing",
                "wait",
                place == 1
                        ? "Call not answered."
                        : "Call not answered · %s in a row%s."
                                .formatted(
                                        ordinal(place),
                                        warned
                                                ? ": WhatsApp suggested to %s to reconsider"
                                                        .formatted(who)
                                                : ""),
                null);
    }

    private TimelineItem theirCall(Call call) {
        var text =
                switch (call.outcome()) {
                    case RUNNING -> "%s is calling.".formatted(who);
                    case CONNECTED -> "%s called · %s.".formatted(who, lasted(call));
                    case UNANSWERED -> "%s called; nobody answered.".formatted(who);
                    case FAILED -> "%s called; the call broke down.".formatted(who);
                };
        return item(call.dialled(), "phone-incoming", "info", text, null);
    }

    private static String lasted(Call call) {
        return call.pickedUp() == null || call.ended() == null
                ? ""
                : Lasting.words(Duration.between(call.pickedUp(), call.ended()));
    }

    private TimelineItem item(
            Instant at, String icon, String tone, String text, @Nullable String detail) {
        var through = several ? "Through %s.".formatted(sheet.number().international()) : null;
        var both =
                detail == null || through == null
                        ? detail == null ? through : detail
                        : detail + " " + through;
        return new TimelineItem(at, icon, tone, text, both);
    }

    static String ordinal(int number) {
        var last = number % 10;
        var teen = number % 100 / 10 == 1;
        return number
                + (teen || last == 0 || last > 3 ? "th" : List.of("st", "nd", "rd").get(last - 1));
    }
}
