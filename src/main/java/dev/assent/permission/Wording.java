package dev.assent.permission;

import dev.assent.number.BusinessNumber;
import dev.assent.rules.Call;
import dev.assent.rules.Limit;
import dev.assent.rules.RequestLife;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;
import dev.assent.web.Country;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/** The one sentence for each reason and caution, the same on screen and in the API. */
public final class Wording {

    private final String who;
    private final Sheet sheet;

    /** Words about the person of this sheet. */
    public Wording(Sheet sheet) {
        this.who = GivenName.of(sheet.contact().name());
        this.sheet = sheet;
    }

    /** The person, as one would speak of them. */
    public String who() {
        return who;
    }

    /** Why something cannot be done. */
    public String of(Verdict.Reason reason) {
        return switch (reason.code()) {
            case NO_PERMISSION -> noPermission();
            case CALL_LIMIT_24H ->
                    "All %s of the last 24 hours are used."
                            .formatted(connectedCalls(maxCalls(Limit.Period.PT24H)));
            case CALL_LIMIT_GRANT ->
                    "All %s under this permission are used. A new permission starts the count anew."
                            .formatted(connectedCalls(maxCalls(Limit.Period.GRANT)));
            case CALL_IN_PROGRESS -> "A call with %s is in progress.".formatted(who);
            case PERMANENT_GRANT ->
                    "%s allows calls always: there is nothing to ask.".formatted(who);
            case REQUEST_LIMIT_24H ->
                    "WhatsApp allows %s to one person in 24 hours."
                            .formatted(requests(maxRequests(Limit.Period.PT24H)));
            case REQUEST_LIMIT_7D ->
                    "WhatsApp allows %s to one person in 7 days."
                            .formatted(requests(maxRequests(Limit.Period.P7D)));
            case WINDOW_CLOSED ->
                    "%s has not written or called in the last 24 hours: use a template."
                            .formatted(who);
            case TEMPLATE_NOT_APPROVED -> "WhatsApp has not approved this template.";
            case OPTED_OUT ->
                    "%s stopped marketing messages: use a utility template.".formatted(who);
            case NOT_ON_WHATSAPP -> "WhatsApp could not reach %s.".formatted(who);
            case REFUSED_BY_META -> "WhatsApp does not allow it now, by a count of its own.";
            case OWN_RULE -> "A rule of your own business forbids it: %s.".formatted(own(reason));
            case COUNTRY_RESTRICTED,
                    CALLING_DISABLED,
                    NUMBER_PAUSED,
                    NUMBER_DISCONNECTED,
                    NUMBER_RATE ->
                    ofNumber(reason.code(), sheet.number());
        };
    }

    /** What stands in the way of everybody, because it lies with the number; else empty. */
    static String ofNumber(Verdict.Code code, BusinessNumber number) {
        return switch (code) {
            case COUNTRY_RESTRICTED ->
                    "WhatsApp allows no business calls from numbers in %s."
                            .formatted(inSentence(number.country()));
            case CALLING_DISABLED ->
                    "Calling is off for this number. It is switched on in Settings, Calling.";
            case NUMBER_PAUSED -> "WhatsApp has paused calling for this number after complaints.";
            case NUMBER_DISCONNECTED ->
                    "This number is not connected. It is connected in Settings, Numbers.";
            case NUMBER_RATE -> "This number has sent as fast as WhatsApp lets it.";
            case NO_PERMISSION,
                    CALL_LIMIT_24H,
                    CALL_LIMIT_GRANT,
                    CALL_IN_PROGRESS,
                    PERMANENT_GRANT,
                    REQUEST_LIMIT_24H,
                    REQUEST_LIMIT_7D,
                    WINDOW_CLOSED,
                    TEMPLATE_NOT_APPROVED,
                    OPTED_OUT,
                    NOT_ON_WHATSAPP,
                    REFUSED_BY_META,
                    OWN_RULE ->
                    "";
        };
    }

    private String noPermission() {
        return switch (sheet.position().standing()) {
            case Standing.NotRequested _ -> unasked();
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

    /** Whose request came to nothing counts as not requested, and yet was asked. */
    private String unasked() {
        var requests = sheet.position().requests();
        if (requests.isEmpty()) {
            return "%s has not been asked for permission.".formatted(who);
        }
        return requests.getLast().status() == RequestLife.Status.FAILED
                ? "The last request did not reach %s.".formatted(who)
                : "%s did not answer the last request.".formatted(who);
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

    /** What comes of the next unanswered call; null where none may be made. */
    public @Nullable String consequence() {
        var position = sheet.position();
        if (!(position.standing() instanceof Standing.Granted)) {
            return null;
        }
        var edition = sheet.policy().edition();
        var next = position.unansweredRow().size() + 1;
        if (next >= edition.unansweredRevokes()) {
            return "The next one ends the permission.";
        }
        if (next == edition.unansweredWarns()) {
            return "After the next one WhatsApp suggests to %s to reconsider.".formatted(who);
        }
        return next < edition.unansweredWarns()
                ? "After %d in a row WhatsApp warns %s.".formatted(edition.unansweredWarns(), who)
                : "After %d in a row WhatsApp withdraws the permission."
                        .formatted(edition.unansweredRevokes());
    }

    /** The rule behind a reason; null where the reason says it all. */
    @Nullable String rule(Verdict.Reason reason) {
        var edition = sheet.policy().edition();
        return switch (reason.code()) {
            case NO_PERMISSION -> "businesses may call only people who have allowed it";
            case CALL_LIMIT_24H ->
                    "%s to one person in 24 hours"
                            .formatted(connectedCalls(maxCalls(Limit.Period.PT24H)));
            case CALL_LIMIT_GRANT ->
                    "%s under one permission of 7 days"
                            .formatted(connectedCalls(maxCalls(Limit.Period.GRANT)));
            case CALL_IN_PROGRESS -> "one call with a person at a time";
            case REQUEST_LIMIT_24H ->
                    "%s to one person in 24 hours; a connected call starts the count anew"
                            .formatted(requests(maxRequests(Limit.Period.PT24H)));
            case REQUEST_LIMIT_7D ->
                    "%s to one person in 7 days; a connected call starts the count anew"
                            .formatted(requests(maxRequests(Limit.Period.P7D)));
            case WINDOW_CLOSED -> "24 hours after they last wrote or called, only templates";
            case COUNTRY_RESTRICTED ->
                    "no business calls from numbers in %s"
                            .formatted(
                                    edition.barredCountries().stream()
                                            .map(Country::name)
                                            .sorted()
                                            .collect(Collectors.joining(", ")));
            case OWN_RULE -> own(reason);
            case PERMANENT_GRANT,
                    TEMPLATE_NOT_APPROVED,
                    OPTED_OUT,
                    CALLING_DISABLED,
                    NUMBER_PAUSED,
                    NUMBER_DISCONNECTED,
                    NUMBER_RATE,
                    NOT_ON_WHATSAPP,
                    REFUSED_BY_META ->
                    null;
        };
    }

    /** The business has up to three rules; what was counted tells which one it is. */
    private String own(Verdict.Reason reason) {
        var own = sheet.policy().own();
        var row = sheet.position().unansweredRow().stream().map(Call::id).toList();
        if (own.unansweredInARow() != null && reason.evidence().equals(row)) {
            return "no call after %s in a row".formatted(unansweredCalls(own.unansweredInARow()));
        }
        var calls = sheet.position().calls().stream().map(Call::id).toList();
        return own.callsIn24h() != null && calls.containsAll(reason.evidence())
                ? "at most %s in 24 hours".formatted(connectedCalls(own.callsIn24h()))
                : "at most %s in 7 days"
                        .formatted(requests(own.requestsIn7d() == null ? 0 : own.requestsIn7d()));
    }

    private int maxCalls(Limit.Period period) {
        return max(sheet.position().callLimits(), period);
    }

    private int maxRequests(Limit.Period period) {
        return max(sheet.position().askLimits(), period);
    }

    private static int max(List<Limit> limits, Limit.Period period) {
        return limits.stream()
                .filter(limit -> limit.period() == period)
                .mapToInt(Limit::max)
                .findFirst()
                .orElse(0);
    }

    static String connectedCalls(int number) {
        return number == 1 ? "1 connected call" : number + " connected calls";
    }

    static String unansweredCalls(int number) {
        return number == 1 ? "1 unanswered call" : number + " unanswered calls";
    }

    static String requests(int number) {
        return number == 1 ? "1 request" : number + " requests";
    }

    private static String inSentence(String code) {
        return switch (code) {
            case "US", "GB", "AE", "NL", "PH", "CZ" -> "the " + Country.name(code);
            default -> Country.name(code);
        };
    }
}
