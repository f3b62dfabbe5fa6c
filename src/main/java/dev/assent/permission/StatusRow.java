package dev.assent.permission;

import dev.assent.contact.Contacts;
import dev.assent.contact.Who;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A person as the table of standings shows them.
 *
 * @param number through which of our numbers this holds
 * @param phone as people write it; empty where the name is no more than that
 * @param calls null where there is nothing to tell
 * @param row how many calls went unanswered, once WhatsApp has told the person; null before
 * @param callable whether we may call now
 * @param why what the question is that this row raises; null if it raises none
 * @param ask what the button says that asks; null where asking is of no use or not allowed
 * @param clearsAt when what is refused now will be allowed, as far as is known
 * @param next when this row must be drawn anew, beside the moments it shows
 */
record StatusRow(
        Id id,
        String topic,
        Id number,
        String name,
        String phone,
        Sign sign,
        @Nullable CallUse calls,
        @Nullable String row,
        LastChange change,
        boolean callable,
        @Nullable Question why,
        @Nullable String ask,
        @Nullable Instant clearsAt,
        @Nullable Instant next) {

    private static final Duration SOON = Duration.ofHours(24);

    static StatusRow of(Sheets.Line line) {
        var sheet = line.sheet();
        var contact = sheet.contact();
        var position = sheet.position();
        var who = Who.of(contact);
        var offer = Offer.of(sheet);
        return new StatusRow(
                contact.id(),
                Contacts.topic(contact.id()),
                sheet.number().id(),
                who.name(),
                who.phone(),
                Sign.of(position),
                CallUse.matters(position) ? CallUse.of(position) : null,
                row(sheet),
                LastChange.of(sheet, line.asker()),
                sheet.mayCall().allowed(),
                offer.why(),
                offer.ask(),
                offer.clearsAt(),
                next(sheet));
    }

    /** What a row offers, and what it holds back. */
    private record Offer(@Nullable Question why, @Nullable String ask, @Nullable Instant clearsAt) {

        static Offer of(Sheet sheet) {
            var mayCall = sheet.mayCall();
            var mayAsk = sheet.mayAsk();
            return switch (mayCall) {
                case Verdict.Allowed allowed ->
                        new Offer(null, renewal(sheet, allowed, mayAsk), null);
                case Verdict.Refused refused
                        when sheet.position().standing() instanceof Standing.Granted ->
                        new Offer(
                                Question.CALL,
                                helps(refused) && mayAsk.allowed() ? word(sheet) : null,
                                refused.decisive().clearsAt());
                case Verdict.Refused _ ->
                        switch (mayAsk) {
                            case Verdict.Allowed _ -> new Offer(Question.CALL, word(sheet), null);
                            case Verdict.Refused refused ->
                                    new Offer(Question.ASK, null, refused.decisive().clearsAt());
                        };
            };
        }

        private static @Nullable String renewal(
                Sheet sheet, Verdict.Allowed mayCall, Verdict mayAsk) {
            return mayAsk.allowed() && mayCall.cautions().contains(Verdict.Caution.EXPIRES_SOON)
                    ? word(sheet)
                    : null;
        }

        /** Whether a new permission would change anything. */
        private static boolean helps(Verdict.Refused mayCall) {
            return mayCall.reasons().stream()
                    .allMatch(reason -> reason.code() == Verdict.Code.CALL_LIMIT_GRANT);
        }

        private static String word(Sheet sheet) {
            return sheet.asked() ? "Ask again" : "Ask";
        }
    }

    private static @Nullable String row(Sheet sheet) {
        var unanswered = sheet.position().unansweredRow().size();
        return sheet.position().standing() instanceof Standing.Granted
                        && unanswered >= sheet.policy().edition().unansweredWarns()
                ? "%d unanswered in a row, WhatsApp warned them".formatted(unanswered)
                : null;
    }

    private static @Nullable Instant next(Sheet sheet) {
        var position = sheet.position();
        var moments = new ArrayList<@Nullable Instant>();
        moments.add(position.changesAt());
        addClearing(sheet.mayCall(), moments);
        addClearing(sheet.mayAsk(), moments);
        moments.add(CallUse.of(position).next());
        if (position.standing() instanceof Standing.Granted granted && granted.until() != null) {
            moments.add(granted.until().minus(SOON));
        }
        return Moment.first(moments, position.now());
    }

    private static void addClearing(Verdict verdict, List<@Nullable Instant> moments) {
        if (verdict instanceof Verdict.Refused(var reasons)) {
            reasons.forEach(reason -> moments.add(reason.clearsAt()));
        }
    }
}
