package dev.assent.number;

import dev.assent.web.NavFoot;
import dev.assent.web.SettingsEntry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where people find numbers. */
@Configuration(proxyBeanMethods = false)
class NumberNavigation {

    @Bean
    SettingsEntry callingSettings() {
        return new SettingsEntry(100, "/settings/calling", "Calling");
    }

    @Bean
    SettingsEntry numberSettings() {
        return new SettingsEntry(200, "/settings/numbers", "Numbers");
    }

    @Bean
    NavFoot currentNumber() {
        return new NavFoot(100, "/calling/number");
    }
}
