package dev.assent.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** What {@code frame.html} asks for. */
@Component("frame")
class Frame {

    /** An entry as it is drawn. */
    record Entry(NavEntry entry, boolean current) {}

    private final ObjectProvider<Viewers> viewers;
    private final List<NavEntry> entries;
    private final List<NavFoot> feet;
    private final List<Companion> companions;
    private final InstantSource time;
    private final HttpServletRequest request;

    Frame(
            ObjectProvider<Viewers> viewers,
            ObjectProvider<NavEntry> entries,
            ObjectProvider<NavFoot> feet,
            ObjectProvider<Companion> companions,
            InstantSource time,
            HttpServletRequest request) {
        this.viewers = viewers;
        this.entries = entries.stream().sorted(Comparator.comparing(NavEntry::order)).toList();
        this.feet = feet.stream().sorted(Comparator.comparing(NavFoot::order)).toList();
        this.companions = companions.stream().toList();
        this.time = time;
        this.request = request;
    }

    public @Nullable Viewer viewer() {
        return viewers.stream().flatMap(known -> known.current().stream()).findFirst().orElse(null);
    }

    public List<Entry> entries(Viewer viewer) {
        var path = requestedPath();
        return entries.stream()
                .filter(entry -> entry.visibleTo(viewer))
                .map(entry -> new Entry(entry, entry.leadsTo(path)))
                .toList();
    }

    public List<NavFoot> feet() {
        return feet;
    }

    public List<Companion> companions() {
        return companions;
    }

    /** Business time, which countdowns in the page are reckoned from. */
    public Instant now() {
        return time.instant();
    }

    /** Since when, in real milliseconds, the page must be told of changes. */
    public long since() {
        return PartsOfPages.started(request);
    }

    private String requestedPath() {
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }
}
