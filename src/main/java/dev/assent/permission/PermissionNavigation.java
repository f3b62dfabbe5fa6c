package dev.assent.permission;

import dev.assent.web.CallingEntry;
import dev.assent.web.NavEntry;
import dev.assent.web.SettingsEntry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where people find what this feature has to show. */
@Configuration(proxyBeanMethods = false)
class PermissionNavigation {

    @Bean
    NavEntry callingEntry() {
        return new NavEntry(400, "/calling", "Calling", "phone");
    }

    @Bean
    CallingEntry statusEntry() {
        return new CallingEntry(100, "/calling", "Status");
    }

    @Bean
    CallingEntry requestsEntry() {
        return new CallingEntry(300, "/calling/requests", "Requests");
    }

    @Bean
    SettingsEntry rulesEntry() {
        return new SettingsEntry(400, "/settings/rules", "Rules");
    }
}
