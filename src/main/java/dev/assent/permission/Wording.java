package dev.assent.permission;

import dev.assent.rules.Limit;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;

import java.util.List;
import java.util.Locale;

/** The one sentence for each reason and caution, the same on screen and in the API. */
public final class Wording {

    private final String who;
    private final Sheet sheet;

    /** Words about the person of this sheet. */
    public Wording(Sheet sheet) {
        this.who = firstName(sheet.contact().name());
        this.sheet = sheet;
    }

    /** Why something cannot be done. */
    public String of(Verdict.Reason reason) {
        return switch (reason.code()) {
            case NO_PERMISSION -> noPermission();
            case CALL_LIMIT_24H ->
                    "All %s of 24 hours are used."
                            .formatted(
                                    connectedCalls(
                                            max(
                                                    sheet.position().callLimits(),
                                                    Limit.Period.PT24H)));
            case CALL_LIMIT_GRANT ->
                    "All %s under this permission are used. A new permission starts the count anew."
                            .formatted(
                                    connectedCalls(
                                            max(
                                                    sheet.position().callLimits(),
                                                    Limit.Period.GRANT)));
            case CALL_IN_PROGRESS -> "A call with %s is in progress.".formatted(who);
            case PERMANENT_GRANT ->
                    "%s allows calls always: there is nothing to ask.".formatted(who);
            case REQUEST_LIMIT_24H ->
                    "WhatsApp allows %s to one person in 24 hours."
                            .formatted(
                                    requests(
                                            max(sheet.position().askLimits(), Limit.Period.PT24H)));
            case REQUEST_LIMIT_7D ->
                    "WhatsApp allows %s to one person in 7 days."
                            .formatted(
                                    requests(max(sheet.position().askLimits(), Limit.Period.P7D)));
            case WINDOW_CLOSED ->
                    "%s has not written or called in the last 24 hours: use a template."
                            .formatted(who);
            case TEMPLATE_NOT_APPROVED -> "WhatsApp has not approved this template.";
            case OPTED_OUT ->
                    "%s stopped marketing messages: use a utility template.".formatted(who);
            case COUNTRY_RESTRICTED ->
                    "WhatsApp allows no business calls from numbers in %s."
                            .formatted(country(sheet.number().country()));
            case CALLING_DISABLED ->
                    "Calling is off for this number. It is switched on in Settings, Calling.";
            case NUMBER_PAUSED -> "WhatsApp has paused calling for this number after complaints.";
            case NUMBER_DISCONNECTED ->
                    "This number is not connected. It is connected in Settings, Numbers.";
            case NUMBER_RATE -> "This number has sent as fast as WhatsApp lets it.";
            case NOT_ON_WHATSAPP -> "WhatsApp could not reach %s.".formatted(who);
            case REFUSED_BY_META -> "WhatsApp does not allow it now, by a count of its own.";
            case OWN_RULE -> "A rule of your own business forbids it.";
        };
    }

    private String noPermission() {
        return switch (sheet.position().standing()) {
            case Standing.NotRequested _ -> "%s has not been asked for permission.".formatted(who);
            case Standing.Pending _ -> "%s has not answered the request yet.".formatted(who);
            case Standing.Declined _ -> "%s declined to be called.".formatted(who);
            case Standing.Expired _ -> "The permission of %s has ended.".formatted(who);
            case Standing.Revoked revoked ->
                    switch (revoked.by()) {
                        case USER -> "%s withdrew the permission.".formatted(who);
                        case PLATFORM ->
                                "WhatsApp withdrew the permission because calls were not answered.";
                        case UNKNOWN -> "WhatsApp says that there is no permission any more.";
                    };
            case Standing.Granted _ -> "There is no permission to call %s.".formatted(who);
        };
    }

    /** What to consider although it is allowed. */
    public String of(Verdict.Caution caution) {
        return switch (caution) {
            case GRANT_ACTIVE ->
                    "%s allows calls already; a new answer replaces that.".formatted(who);
            case UNANSWERED_2 ->
                    "The last calls went unanswered. WhatsApp has suggested to %s to reconsider the permission."
                            .formatted(who);
            case UNANSWERED_3 ->
                    "One more unanswered call in a row and WhatsApp withdraws the permission.";
            case EXPIRES_SOON -> "The permission ends within 24 hours.";
            case REQUEST_WAITING -> "An earlier request still waits; a new one replaces it.";
        };
    }

    private static int max(List<Limit> limits, Limit.Period period) {
        return limits.stream()
                .filter(limit -> limit.period() == period)
                .mapToInt(Limit::max)
                .findFirst()
                .orElse(0);
    }

    private static String connectedCalls(int number) {
        return number == 1 ? "1 connected call" : number + " connected calls";
    }

    private static String requests(int number) {
        return number == 1 ? "1 request" : number + " requests";
    }

    static String country(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }

    /** As one would speak of somebody; names without spaces stay whole. */
    static String firstName(String name) {
        var end = name.indexOf(' ');
        var first = end < 0 ? name : name.substring(0, end);
        return first.isBlank() || first.startsWith("+") ? name : first;
    }
}
