package dev.assent.simulator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The calling settings of a number as Meta keeps, checks and shows them.
 *
 * @param json the object under {@code calling}
 */
record CallingSettings(ObjectNode json) {

    private static final int MOST_HOLIDAYS = 20;
    private static final int MOST_SPANS_A_DAY = 2;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");
    private static final Set<String> ON_OFF = Set.of("ENABLED", "DISABLED");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    static CallingSettings of(String text) {
        return new CallingSettings(Json.parseObject(text));
    }

    static CallingSettings fresh(boolean enabled) {
        var json = Json.object();
        json.put("status", enabled ? "ENABLED" : "DISABLED");
        json.put("call_icon_visibility", "DEFAULT");
        json.put("callback_permission_status", "DISABLED");
        json.put("srtp_key_exchange_protocol", "DTLS");
        json.putObject("sip").put("status", "DISABLED");
        return new CallingSettings(json);
    }

    public boolean enabled() {
        return is("status");
    }

    public boolean callbackPermission() {
        return is("callback_permission_status");
    }

    boolean sip() {
        return json.path("sip").path("status").asString().equals("ENABLED");
    }

    /** Whether a person whose number belongs to that country sees the call button in the chat. */
    boolean showsIconTo(String country) {
        var only = json.path("call_icons").path("restrict_to_user_countries");
        return !json.path("call_icon_visibility").asString().equals("DISABLE_ALL")
                && (only.isEmpty() || names(only).contains(country));
    }

    /** Whether people may call now. A holiday's hours are hours off. */
    boolean openAt(Instant now) {
        var hours = json.path("call_hours");
        if (!hours.path("status").asString().equals("ENABLED")) {
            return true;
        }
        var local = now.atZone(ZoneId.of(hours.path("timezone_id").asString()));
        for (var holiday : hours.path("holiday_schedule")) {
            if (holiday.path("date").asString().equals(local.toLocalDate().toString())
                    && holiday(holiday).holds(local.toLocalTime())) {
                return false;
            }
        }
        for (var day : hours.path("weekly_operating_hours")) {
            if (day.path("day_of_week").asString().equals(local.getDayOfWeek().name())
                    && span(day, "open_time", "close_time").holds(local.toLocalTime())) {
                return true;
            }
        }
        return false;
    }

    /**
     * These settings with what a request changes of them.
     *
     * @throws GraphError if Meta would not take it
     */
    CallingSettings changed(JsonNode change, Instant now) {
        if (!change.isObject()) {
            throw refused("calling must be an object.");
        }
        oneOf(change, "status", ON_OFF);
        oneOf(change, "call_icon_visibility", Set.of("DEFAULT", "DISABLE_ALL"));
        oneOf(change, "callback_permission_status", ON_OFF);
        oneOf(change, "srtp_key_exchange_protocol", Set.of("DTLS", "SDES"));
        checkIcons(change.path("call_icons"));
        checkHours(change.path("call_hours"), now);
        checkSip(change.path("sip"));
        checkAudio(change.path("audio"));
        checkVoicemail(change.path("voicemail"));
        var next = json.deepCopy();
        change.propertyStream()
                .forEach(property -> next.set(property.getKey(), property.getValue()));
        return new CallingSettings(next);
    }

    private boolean is(String name) {
        return json.path(name).asString().equals("ENABLED");
    }

    private static void checkIcons(JsonNode icons) {
        for (var country : icons.path("restrict_to_user_countries")) {
            if (!COUNTRIES.contains(country.asString())) {
                throw refused("Invalid country code " + country + " in call_icons.");
            }
        }
    }

    private static void checkHours(JsonNode hours, Instant now) {
        if (hours.isMissingNode() || hours.isNull()) {
            return;
        }
        for (var name : List.of("status", "timezone_id", "weekly_operating_hours")) {
            if (hours.path(name).isMissingNode()) {
                throw refused("call_hours." + name + " is required.");
            }
        }
        oneOf(hours, "status", ON_OFF);
        var zone = zone(hours.path("timezone_id").asString());
        checkWeek(hours.path("weekly_operating_hours"));
        checkHolidays(hours.path("holiday_schedule"), now.atZone(zone).toLocalDate());
    }

    private static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw refused("Invalid timezone " + name + ".");
        }
        return ZoneId.of(name);
    }

    private static void checkWeek(JsonNode week) {
        if (week.isEmpty()) {
            throw refused("weekly_operating_hours must not be empty.");
        }
        var spans = new HashMap<DayOfWeek, List<Span>>();
        for (var entry : week) {
            var day = day(entry.path("day_of_week").asString());
            spans.computeIfAbsent(day, _ -> new ArrayList<>())
                    .add(checked(span(entry, "open_time", "close_time")));
        }
        spans.forEach(CallingSettings::checkDay);
    }

    private static void checkDay(DayOfWeek day, List<Span> spans) {
        if (spans.size() > MOST_SPANS_A_DAY) {
            throw refused("More than %d entries for %s.".formatted(MOST_SPANS_A_DAY, day));
        }
        spans.sort(Comparator.comparing(Span::from));
        for (var i = 1; i < spans.size(); i++) {
            if (spans.get(i).from().isBefore(spans.get(i - 1).to())) {
                throw refused("Overlapping schedule on " + day + ".");
            }
        }
    }

    private static DayOfWeek day(String name) {
        for (var day : DayOfWeek.values()) {
            if (day.name().equals(name)) {
                return day;
            }
        }
        throw refused("Invalid day_of_week " + name + ".");
    }

    private static void checkHolidays(JsonNode holidays, LocalDate today) {
        if (holidays.size() > MOST_HOLIDAYS) {
            throw refused("More than %d holidays.".formatted(MOST_HOLIDAYS));
        }
        for (var holiday : holidays) {
            if (date(holiday.path("date").asString()).isBefore(today)) {
                throw refused("Holiday " + holiday.path("date").asString() + " is in the past.");
            }
            checked(holiday(holiday));
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            throw refused("Invalid holiday date " + text + ", expected YYYY-MM-DD.");
        }
    }

    private static void checkSip(JsonNode sip) {
        oneOf(sip, "status", ON_OFF);
        for (var server : sip.path("servers")) {
            if (Json.text(server, "hostname").isEmpty()) {
                throw refused("sip.servers.hostname is required.");
            }
        }
    }

    private static void checkAudio(JsonNode audio) {
        for (var codec : audio.path("additional_codecs")) {
            if (!Set.of("PCMA", "PCMU").contains(codec.asString())) {
                throw refused("Invalid codec " + codec + ".");
            }
        }
    }

    private static void checkVoicemail(JsonNode voicemail) {
        oneOf(voicemail, "status", ON_OFF);
        for (var trigger : voicemail.path("triggers")) {
            if (!Set.of("REJECT", "TIMEOUT").contains(trigger.asString())) {
                throw refused("Invalid voicemail trigger " + trigger + ".");
            }
        }
        var seconds = voicemail.path("audio").path("default").path("timeout_seconds").asInt(0);
        if (seconds < 0 || seconds > 30) {
            throw refused("voicemail timeout_seconds must lie between 0 and 30.");
        }
    }

    private static void oneOf(JsonNode node, String name, Set<String> allowed) {
        var value = node.path(name);
        if (!value.isMissingNode() && !allowed.contains(value.asStringOpt().orElse(""))) {
            throw refused("Invalid %s %s.".formatted(name, value));
        }
    }

    private static List<String> names(JsonNode list) {
        var names = new ArrayList<String>();
        if (list instanceof ArrayNode array) {
            array.forEach(item -> names.add(item.asString()));
        }
        return names;
    }

    private static Span checked(Span span) {
        if (!span.from().isBefore(span.to())) {
            throw refused("Opening time must be before closing time.");
        }
        return span;
    }

    private static Span span(JsonNode entry, String from, String to) {
        return new Span(time(entry, from), time(entry, to));
    }

    /** Meta's samples and her table call the two times differently. */
    private static Span holiday(JsonNode entry) {
        return entry.has("start_time")
                ? span(entry, "start_time", "end_time")
                : span(entry, "open_time", "close_time");
    }

    private static LocalTime time(JsonNode entry, String name) {
        var text = entry.path(name).asStringOpt().orElse("");
        try {
            return LocalTime.parse(text, TIME);
        } catch (DateTimeException unreadable) {
            throw refused("Invalid %s “%s”, expected HHMM.".formatted(name, text));
        }
    }

    private static GraphError refused(String details) {
        return GraphError.of(Fault.INVALID_PARAMETER, details);
    }

    private record Span(LocalTime from, LocalTime to) {

        boolean holds(LocalTime time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }
}
