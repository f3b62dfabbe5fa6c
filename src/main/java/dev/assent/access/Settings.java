package dev.assent.access;

import dev.assent.web.NavEntry;
import dev.assent.web.Tab;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

import java.util.Comparator;
import java.util.List;

/** What administrators set, one page for each feature that has something to be set. */
@Controller("settings")
class Settings {

    private final List<SettingsTab> tabs;
    private final HttpServletRequest request;

    Settings(ObjectProvider<SettingsTab> tabs, HttpServletRequest request) {
        this.tabs = tabs.stream().sorted(Comparator.comparing(SettingsTab::order)).toList();
        this.request = request;
    }

    @GetMapping("/settings")
    String first() {
        return "redirect:" + tabs.getFirst().path();
    }

    /** All pages, for the templates. */
    public List<Tab> getTabs() {
        var here = request.getRequestURI();
        return tabs.stream()
                .map(tab ->
                        new Tab(
                                tab.label(),
                                tab.path(),
                                null,
                                here.equals(tab.path()) || here.startsWith(tab.path() + "/")))
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class Entries {

        @Bean
        NavEntry settingsEntry() {
            return new NavEntry(600, "/settings", "Settings", "settings").forAdmins();
        }

        @Bean
        SettingsTab apiKeysTab() {
            return new SettingsTab(500, "API keys", "/settings/api-keys");
        }

        @Bean
        SettingsTab auditTab() {
            return new SettingsTab(600, "Audit", "/settings/audit");
        }
    }
}
