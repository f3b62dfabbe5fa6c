package dev.assent.webhook;

import dev.assent.web.NavEntry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboxNavigation {

    @Bean
    NavEntry inboxEntry() {
        return new NavEntry(700, "/platform/inbox", "Inbox", "inbox").forOperator();
    }
}
