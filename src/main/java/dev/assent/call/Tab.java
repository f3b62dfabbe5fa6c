package dev.assent.call;

import dev.assent.access.Sessions;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * A page of an agent's that may hold a call.
 *
 * @param session the mark of the session it is open in
 * @param name what it calls itself
 */
record Tab(String session, String name) {

    private static final String NAME = "[\\x21-\\x7e]{1,40}";

    /**
     * The one that makes this request.
     *
     * @throws org.springframework.web.ErrorResponseException if that is no name
     */
    static Tab of(HttpServletRequest request, @Nullable String name) {
        if (name == null || !name.matches(NAME)) {
            throw CallProblems.unfit("tab", "The tab needs a name.");
        }
        return new Tab(Sessions.mark(request), name);
    }

    static @Nullable Tab parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var end = text.indexOf('.');
        return new Tab(text.substring(0, Math.max(end, 0)), text.substring(end + 1));
    }

    /** In at most 64 characters, for {@link #parse}. */
    @Override
    public String toString() {
        return session + "." + name;
    }
}
