package dev.assent.template;

import dev.assent.web.CallingEntry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TemplateNavigation {

    @Bean
    CallingEntry templatesEntry() {
        return new CallingEntry(600, "/calling/templates", "Call Templates");
    }
}
