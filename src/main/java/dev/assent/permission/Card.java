package dev.assent.permission;

import dev.assent.number.BusinessNumber;
import dev.assent.rules.Drift;
import dev.assent.rules.Limit;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one of our numbers stands with a person, in full, for the person's own page.
 *
 * @param row the same in brief
 * @param granted whether calls count at all
 * @param ask what the button says that asks; null where we may not by any template
 * @param asking how far the limits on asking are used
 * @param unanswered our unanswered calls in a row
 * @param consequence what comes of the next one; null where nothing does
 * @param windowUntil until when messages of our own go through; null if they do not
 * @param drift where Meta counts differently
 * @param comparable whether Meta can be asked
 * @param next when this must be drawn anew
 */
record Card(
        BusinessNumber number,
        StatusRow row,
        CallUse calls,
        boolean granted,
        @Nullable String ask,
        List<Limit> asking,
        int unanswered,
        @Nullable String consequence,
        @Nullable Instant windowUntil,
        List<Difference> drift,
        List<String> cautions,
        boolean comparable,
        @Nullable Instant next) {

    /** Something Meta counts differently. */
    record Difference(String what, String ours, String metas) {

        static Difference of(Drift drift) {
            return new Difference(word(drift.what()), drift.ours(), drift.metas());
        }

        private static String word(Drift.What what) {
            return switch (what) {
                case PERMISSION -> "Permission";
                case REQUESTS_24H -> "Requests in 24 hours";
                case MAXIMUM_REQUESTS_24H -> "Most requests in 24 hours";
                case REQUESTS_7D -> "Requests in 7 days";
                case MAXIMUM_REQUESTS_7D -> "Most requests in 7 days";
                case CALLS_24H -> "Connected calls in 24 hours";
                case MAXIMUM_CALLS_24H -> "Most connected calls in 24 hours";
            };
        }
    }

    static Card of(Dossier dossier) {
        var sheet = dossier.sheet();
        var position = sheet.position();
        var row = StatusRow.of(new Sheets.Line(sheet, asker(dossier)));
        var window = position.windowOpenUntil();
        var open = window != null && position.now().isBefore(window) ? window : null;
        return new Card(
                sheet.number(),
                row,
                CallUse.of(position),
                position.standing() instanceof Standing.Granted,
                sheet.mayAsk().allowed() ? ask(sheet) : null,
                position.askLimits(),
                position.unansweredRow().size(),
                new Wording(sheet).consequence(),
                open,
                position.drift().stream().map(Difference::of).toList(),
                cautions(sheet),
                sheet.number().connected(),
                Moment.first(nextMoments(row, open), position.now()));
    }

    private static String ask(Sheet sheet) {
        return sheet.asked() ? "Ask again" : "Ask for permission";
    }

    private static List<@Nullable Instant> nextMoments(StatusRow row, @Nullable Instant window) {
        var moments = new ArrayList<@Nullable Instant>();
        moments.add(row.next());
        moments.add(window);
        return moments;
    }

    private static @Nullable String asker(Dossier dossier) {
        return dossier.requests().isEmpty() ? null : dossier.requests().getFirst().askedBy();
    }

    private static List<String> cautions(Sheet sheet) {
        var wording = new Wording(sheet);
        return sheet.mayCall() instanceof Verdict.Allowed(var cautions)
                ? cautions.stream().map(wording::of).toList()
                : List.of();
    }
}
