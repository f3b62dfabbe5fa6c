package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Compares a reading with the ledger (8.6). */
final class Drifting {

    private Drifting() {}

    static @Nullable Drift permission(Course.@Nullable Grant ours, Happening.Reading metas) {
        var mine = ours == null ? word(Happening.Permission.NONE, null) : word(ours);
        var hers = word(metas.permission(), metas.until());
        return mine.equals(hers) ? null : new Drift(Drift.What.PERMISSION, mine, hers);
    }

    static @Nullable Drift number(Drift.What what, int ours, int metas) {
        return ours == metas
                ? null
                : new Drift(what, Integer.toString(ours), Integer.toString(metas));
    }

    private static String word(Course.Grant grant) {
        return word(
                grant.permanent() ? Happening.Permission.PERMANENT : Happening.Permission.TEMPORARY,
                grant.until());
    }

    private static String word(Happening.Permission permission, @Nullable Instant until) {
        return switch (permission) {
            case NONE -> "none";
            case PERMANENT -> "permanent";
            case TEMPORARY -> "until " + until;
        };
    }
}
