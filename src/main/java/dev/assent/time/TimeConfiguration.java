package dev.assent.time;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    /** What everybody gets who asks for an {@link InstantSource}. */
    @Bean
    BusinessTime businessTime() {
        return BusinessTime.system();
    }

    /** What those get who say so. */
    @Bean(defaultCandidate = false)
    @RealTime
    InstantSource realTime() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
