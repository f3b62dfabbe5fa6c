package dev.assent.web;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.util.Comparator;
import java.util.List;

/** What holds the pages below Calling together. */
@Component("calling")
class CallingTabs {

    private final List<CallingEntry> entries;
    private final Here here;

    CallingTabs(ObjectProvider<CallingEntry> entries, Here here) {
        this.entries = entries.stream().sorted(Comparator.comparing(CallingEntry::order)).toList();
        this.here = here;
    }

    /** For the view. */
    public List<Tab> tabs() {
        var current = current();
        return entries.stream()
                .map(entry -> new Tab(entry.label(), entry.path(), null, entry.equals(current)))
                .toList();
    }

    /** One path may begin with another. */
    private @Nullable CallingEntry current() {
        var path = here.path() + "/";
        return entries.stream()
                .filter(entry -> path.startsWith(entry.path() + "/"))
                .max(Comparator.comparing(entry -> entry.path().length()))
                .orElse(null);
    }
}
