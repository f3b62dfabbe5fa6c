package dev.assent.web;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        return entries.stream().map(entry -> tab(entry, null, entry.equals(current))).toList();
    }

    /** The tab of this page with its count; empty if there is no such page, or none to tell. */
    Optional<Tab> counted(String path) {
        return entries.stream()
                .filter(entry -> entry.path().equals(path))
                .flatMap(entry ->
                        Stream.ofNullable(entry.tally())
                                .map(tally -> tab(entry, tally.count().getAsLong(), false)))
                .findFirst();
    }

    private static Tab tab(CallingEntry entry, @Nullable Long count, boolean current) {
        var tally = entry.tally();
        return new Tab(
                entry.label(), entry.path(), count, tally == null ? null : tally.topic(), current);
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
