package dev.assent.time;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    /** The one {@link java.time.InstantSource} of the application. */
    @Bean
    BusinessTime businessTime() {
        return BusinessTime.system();
    }
}
