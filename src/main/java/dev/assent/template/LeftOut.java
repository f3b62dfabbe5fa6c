package dev.assent.template;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Tells why some templates are not to choose from, although Meta has approved them. */
public final class LeftOut {

    private static final int MOST_NAMED = 3;

    private LeftOut() {}

    /**
     * @param names of templates that take more than words
     * @return a sentence; null if there are none
     */
    public static @Nullable String words(List<String> names) {
        if (names.isEmpty()) {
            return null;
        }
        var named = names.size() > MOST_NAMED ? names.subList(0, MOST_NAMED) : names;
        var more = names.size() - named.size();
        return ("Not to be sent from here, because a picture, a file or a value of a button"
                        + " belongs to %s: %s.")
                .formatted(
                        names.size() == 1 ? "it" : "them",
                        String.join(", ", named) + (more > 0 ? " and " + more + " more" : ""));
    }
}
