package dev.assent.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

import java.util.Comparator;
import java.util.List;

/** What holds the settings of all features together. */
@Controller("settings")
class SettingsPages {

    private final List<SettingsEntry> entries;
    private final Here here;

    SettingsPages(ObjectProvider<SettingsEntry> entries, Here here) {
        this.entries = entries.stream().sorted(Comparator.comparing(SettingsEntry::order)).toList();
        this.here = here;
    }

    @GetMapping("/settings")
    String first() {
        return entries.stream()
                .findFirst()
                .map(entry -> "redirect:" + entry.path())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** For the view. */
    public List<Tab> tabs() {
        var path = here.path() + "/";
        return entries.stream()
                .map(entry ->
                        new Tab(
                                entry.label(),
                                entry.path(),
                                null,
                                path.startsWith(entry.path() + "/")))
                .toList();
    }
}
