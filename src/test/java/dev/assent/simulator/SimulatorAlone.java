package dev.assent.simulator;

import dev.assent.access.SiteHeaders;
import dev.assent.tenancy.TestDatabase;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

import java.util.Map;

@SpringBootConfiguration
@Profile("simulator-alone")
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@ComponentScan
class SimulatorAlone {

    @Bean
    HandMovedTime time() {
        return new HandMovedTime();
    }

    @Bean
    JdbcConnectionDetails server(ConfigurableEnvironment environment) {
        environment
                .getPropertySources()
                .addLast(
                        new MapPropertySource(
                                "alone",
                                Map.of("assent.db.prefix", TestDatabase.prefix() + "_alone")));
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return TestDatabase.user();
            }

            @Override
            public String getPassword() {
                return TestDatabase.password();
            }

            @Override
            public String getJdbcUrl() {
                return TestDatabase.url();
            }
        };
    }

    @Bean
    SecurityFilterChain open(HttpSecurity http) {
        return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(SiteHeaders::careful)
                .build();
    }
}
