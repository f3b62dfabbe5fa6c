package dev.assent.access;

import dev.assent.web.SettingsEntry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands among the settings. */
@Configuration(proxyBeanMethods = false)
class SettingsOfAccess {

    @Bean
    SettingsEntry apiKeysEntry() {
        return new SettingsEntry(500, "/settings/api-keys", "API keys");
    }

    @Bean
    SettingsEntry auditEntry() {
        return new SettingsEntry(600, "/settings/audit", "Audit");
    }
}
