package dev.assent.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingsNavigation {

    @Bean
    NavEntry settingsEntry() {
        return new NavEntry(600, "/settings", "Settings", "settings").forAdmins();
    }
}
