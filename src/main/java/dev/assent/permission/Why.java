package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.rules.Happening;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Why somebody cannot be called, or asked: one sentence, what proves it, and what helps.
 *
 * @param headline such as {@code Daniel can’t be called}, continued by the moment if there is one
 * @param until when all that is in the way is over if nothing else happens
 * @param reasons all that is in the way, the decisive one first; none if nothing is
 * @param evidence what the decisive one counted
 * @param rule the rule behind it; null where it needs none
 * @param edition by which the business goes
 * @param permission what the permission itself says
 * @param asking when one may ask, where that is what one waits for
 * @param step what helps; null where only time does
 */
record Why(
        Contact contact,
        BusinessNumber number,
        String headline,
        @Nullable Instant until,
        List<Obstacle> reasons,
        List<Evidence> evidence,
        @Nullable String rule,
        String edition,
        Told permission,
        @Nullable Told asking,
        @Nullable Step step) {

    private static final Duration CHANGEABLE = Duration.ofDays(7);

    /**
     * @param clearsAt when it is over if nothing else happens
     */
    record Obstacle(String text, @Nullable Instant clearsAt) {}

    static Why of(
            Question question,
            Sheet sheet,
            Collection<Request> requests,
            Collection<Happening> happenings) {
        var wording = new Wording(sheet);
        var verdict =
                switch (question) {
                    case CALL -> sheet.mayCall();
                    case ASK -> sheet.mayAsk();
                };
        return switch (verdict) {
            case Verdict.Allowed _ -> allowed(question, sheet, wording);
            case Verdict.Refused refused ->
                    refused(question, sheet, wording, refused, requests, happenings);
        };
    }

    private static Why allowed(Question question, Sheet sheet, Wording wording) {
        var headline =
                switch (question) {
                    case CALL -> "%s may be called".formatted(wording.who());
                    case ASK -> "%s may be asked".formatted(wording.who());
                };
        return new Why(
                sheet.contact(),
                sheet.number(),
                headline,
                null,
                List.of(),
                List.of(),
                null,
                sheet.policy().edition().label(),
                permission(sheet),
                null,
                question == Question.ASK ? Step.ask("Ask for permission", sheet) : null);
    }

    private static Why refused(
            Question question,
            Sheet sheet,
            Wording wording,
            Verdict.Refused refused,
            Collection<Request> requests,
            Collection<Happening> happenings) {
        var decisive = refused.decisive();
        return new Why(
                sheet.contact(),
                sheet.number(),
                headline(question, sheet, wording, decisive),
                decisive.clearsAt(),
                refused.reasons().stream()
                        .map(reason -> new Obstacle(wording.of(reason), reason.clearsAt()))
                        .toList(),
                Evidence.of(decisive, sheet, requests, happenings),
                wording.rule(decisive),
                sheet.policy().edition().label(),
                permission(sheet),
                question == Question.CALL ? asking(sheet, decisive) : null,
                Step.towards(sheet, refused));
    }

    private static String headline(
            Question question, Sheet sheet, Wording wording, Verdict.Reason decisive) {
        var who = wording.who();
        if (decisive.code() == Verdict.Code.PERMANENT_GRANT) {
            return "%s need not be asked".formatted(who);
        }
        var done =
                switch (question) {
                    case CALL -> "%s can’t be called".formatted(who);
                    case ASK -> "%s can’t be asked".formatted(who);
                };
        if (decisive.clearsAt() != null) {
            return done;
        }
        return done + (isForNow(sheet, decisive) ? " yet" : " now");
    }

    private static boolean isForNow(Sheet sheet, Verdict.Reason decisive) {
        return decisive.code() == Verdict.Code.NO_PERMISSION
                && switch (sheet.position().standing()) {
                    case Standing.NotRequested _, Standing.Pending _ -> true;
                    case Standing.Granted _,
                            Standing.Declined _,
                            Standing.Revoked _,
                            Standing.Expired _ ->
                            false;
                };
    }

    private static Told permission(Sheet sheet) {
        return switch (sheet.position().standing()) {
            case Standing.NotRequested _ -> new Told("There was no permission so far.");
            case Standing.Pending pending ->
                    new Told("The request can be answered until", pending.until());
            case Standing.Granted granted ->
                    granted.until() == null
                            ? new Told("The permission itself lasts until it is withdrawn.")
                            : new Told("The permission itself lasts until", granted.until());
            case Standing.Declined declined ->
                    sheet.position().now().isBefore(declined.since().plus(CHANGEABLE))
                            ? new Told(
                                    "The answer may still be changed until",
                                    declined.since().plus(CHANGEABLE))
                            : new Told("That was declined", declined.since());
            case Standing.Revoked revoked ->
                    new Told("The permission was taken back", revoked.since());
            case Standing.Expired expired -> new Told("The permission ended", expired.since());
        };
    }

    private static @Nullable Told asking(Sheet sheet, Verdict.Reason decisive) {
        return decisive.code() == Verdict.Code.NO_PERMISSION
                        && sheet.mayAsk() instanceof Verdict.Refused refused
                        && refused.decisive().clearsAt() != null
                ? new Told(
                        sheet.asked() ? "You may ask again in" : "You may ask in",
                        refused.decisive().clearsAt())
                : null;
    }
}
