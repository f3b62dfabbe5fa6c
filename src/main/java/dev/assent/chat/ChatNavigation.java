package dev.assent.chat;

import dev.assent.web.NavEntry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ChatNavigation {

    @Bean
    NavEntry messagesEntry() {
        return new NavEntry(200, "/messages", "Messages", "message-2").marked("/messages/unread");
    }
}
