package dev.assent.web;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the main navigation. A feature that has a page there offers one as a bean.
 *
 * @param order smaller ones stand higher: 100 Home, 200 Messages, 300 Contacts, 400 Calling, 500
 *     Broadcasts, 600 Settings
 * @param path where it leads; every page below it counts as this entry's
 * @param icon a name from {@code icons.txt}
 * @param audience who gets to see it
 * @param badge the URL of a fragment with a short count, or nothing
 */
public record NavEntry(
        int order,
        String path,
        String label,
        String icon,
        Audience audience,
        @Nullable String badge) {

    /** Who gets to see an entry. This is a kindness only: the page checks rights by itself. */
    public enum Audience {
        EVERYONE,
        ADMINS
    }

    /** An entry for everyone, without a badge. */
    public NavEntry(int order, String path, String label, String icon) {
        this(order, path, label, icon, Audience.EVERYONE, null);
    }

    /** The same entry, for administrators only. */
    public NavEntry forAdmins() {
        return new NavEntry(order, path, label, icon, Audience.ADMINS, badge);
    }

    /** The same entry with a count beside it. */
    public NavEntry withBadge(String url) {
        return new NavEntry(order, path, label, icon, audience, url);
    }

    boolean visibleTo(Viewer viewer) {
        return switch (audience) {
            case EVERYONE -> true;
            case ADMINS -> viewer.admin();
        };
    }

    boolean leadsTo(String requested) {
        return path.equals("/")
                ? requested.equals("/")
                : requested.equals(path) || requested.startsWith(path + "/");
    }
}
