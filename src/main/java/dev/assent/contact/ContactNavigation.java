package dev.assent.contact;

import dev.assent.web.NavEntry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContactNavigation {

    @Bean
    NavEntry contactsEntry() {
        return new NavEntry(300, "/contacts", "Contacts", "address-book");
    }
}
