package dev.assent.call;

import dev.assent.web.Companion;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every page can ring. */
@Configuration(proxyBeanMethods = false)
class Telephone {

    @Bean
    Companion ofEveryPage() {
        return new Companion("/calls/panel");
    }
}
