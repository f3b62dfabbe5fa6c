package dev.assent.web;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the main navigation. A feature that has a page there offers one as a bean.
 *
 * @param order smaller ones stand higher: 100 Home, 200 Messages, 300 Contacts, 400 Calling, 500
 *     Broadcasts, 600 Settings, 700 Inbox
 * @param path where it leads; every page below it counts as this entry's
 * @param icon a name from {@code icons.txt}
 * @param audience who gets to see it
 * @param mark address of a fragment that stands behind the label, such as a count; null for none
 */
public record NavEntry(
        int order,
        String path,
        String label,
        String icon,
        Audience audience,
        @Nullable String mark) {

    /** Who gets to see an entry. This is a kindness only: the page checks rights by itself. */
    public enum Audience {
        EVERYONE,
        ADMINS,
        /** Whoever runs the installation. */
        OPERATOR
    }

    /** An entry for everyone. */
    public NavEntry(int order, String path, String label, String icon) {
        this(order, path, label, icon, Audience.EVERYONE, null);
    }

    /** The same entry, for administrators only. */
    public NavEntry forAdmins() {
        return new NavEntry(order, path, label, icon, Audience.ADMINS, mark);
    }

    /** The same entry, for whoever runs the installation. */
    public NavEntry forOperator() {
        return new NavEntry(order, path, label, icon, Audience.OPERATOR, mark);
    }

    /** The same entry with a fragment behind its label, which keeps itself up to date. */
    public NavEntry marked(String url) {
        return new NavEntry(order, path, label, icon, audience, url);
    }

    boolean visibleTo(Viewer viewer) {
        return switch (audience) {
            case EVERYONE -> true;
            case ADMINS -> viewer.admin();
            case OPERATOR -> viewer.operator();
        };
    }

    boolean leadsTo(String requested) {
        return path.equals("/")
                ? requested.equals("/")
                : requested.equals(path) || requested.startsWith(path + "/");
    }
}
