package dev.assent.rules;

import org.jspecify.annotations.Nullable;

/** Compares a reading with the ledger (8.6). */
final class Drifting {

    private Drifting() {}

    static @Nullable Drift permission(Course.@Nullable Grant ours, Happening.Reading metas) {
        var mine = permission(ours);
        return mine == metas.permission()
                ? null
                : new Drift(Drift.What.PERMISSION, word(mine), word(metas.permission()));
    }

    static @Nullable Drift number(Drift.What what, int ours, int metas) {
        return ours == metas
                ? null
                : new Drift(what, Integer.toString(ours), Integer.toString(metas));
    }

    private static Happening.Permission permission(Course.@Nullable Grant grant) {
        if (grant == null) {
            return Happening.Permission.NONE;
        }
        return grant.permanent() ? Happening.Permission.PERMANENT : Happening.Permission.TEMPORARY;
    }

    private static String word(Happening.Permission permission) {
        return switch (permission) {
            case NONE -> "none";
            case TEMPORARY -> "temporary";
            case PERMANENT -> "permanent";
        };
    }
}
