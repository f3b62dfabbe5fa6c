package dev.assent.access;

import static org.springframework.http.HttpStatus.NOT_FOUND;

import dev.assent.tenancy.Tenants;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * The ways into the house, one chain for each: Meta, other systems, the simulator, the health
 * check, static files. Everything else is for people, see {@link PageSecurity}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** No filter at all: the signature on each message is the only key. */
    @Bean
    @Order(1)
    SecurityFilterChain webhooks() {
        return new DefaultSecurityFilterChain(
                PathPatternRequestMatcher.pathPattern("/webhooks/**"));
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, ApiKeys keys, Tenants tenants, ApiKeyWanted wanted) {
        return withoutSession(http)
                .securityMatcher("/api/**", "/v3/api-docs/**")
                .addFilterBefore(new ApiKeyFilter(keys, tenants), AuthorizationFilter.class)
                .authorizeHttpRequests(paths ->
                        paths.requestMatchers("/v3/api-docs/**")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(wanted))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain simulatorChain(HttpSecurity http, @Value("${assent.demo}") boolean demo) {
        return withoutSession(http)
                .securityMatcher("/simulator/**")
                .authorizeHttpRequests(paths -> {
                    if (demo) {
                        paths.anyRequest().permitAll();
                    } else {
                        paths.anyRequest().denyAll();
                    }
                })
                .exceptionHandling(SecurityConfiguration::looksAbsent)
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain health(HttpSecurity http) {
        return withoutSession(http)
                .securityMatcher("/actuator/**")
                .authorizeHttpRequests(paths ->
                        paths.requestMatchers("/actuator/health/**")
                                .permitAll()
                                .anyRequest()
                                .denyAll())
                .exceptionHandling(SecurityConfiguration::looksAbsent)
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain staticFiles(HttpSecurity http) {
        return withoutSession(http)
                .securityMatcher(PageSessions.FILES)
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
                .build();
    }

    /** Without sessions there is nothing a forged request could make use of. */
    private static HttpSecurity withoutSession(HttpSecurity http) {
        return http.headers(Headers::careful)
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable);
    }

    private static void looksAbsent(ExceptionHandlingConfigurer<HttpSecurity> refusals) {
        refusals.authenticationEntryPoint(
                (request, response, refusal) -> response.sendError(NOT_FOUND.value()));
    }
}
