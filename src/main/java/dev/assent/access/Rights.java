package dev.assent.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may go where, path by path. What stands here nowhere is open to nobody. */
final class Rights {

    private static final RequestMatcher PUBLIC =
            new OrRequestMatcher(
                    PathPatternRequestMatcher.pathPattern("/login/**"),
                    PathPatternRequestMatcher.pathPattern("/signup/**"),
                    PathPatternRequestMatcher.pathPattern("/password/**"),
                    PathPatternRequestMatcher.pathPattern("/error"));

    private Rights() {}

    static void grant(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths) {
        // Whoever got here has passed already: these continue a request that was let in.
        paths.dispatcherTypeMatchers(
                        DispatcherType.ASYNC,
                        DispatcherType.ERROR,
                        DispatcherType.FORWARD,
                        DispatcherType.INCLUDE)
                .permitAll();
        paths.requestMatchers(PUBLIC).permitAll();
        paths.requestMatchers("/business", "/logout").authenticated();
        paths.requestMatchers("/platform/**").hasAuthority(Platform.OPERATOR);
        paths.requestMatchers("/settings/**", "/broadcasts/**").hasRole(Role.ADMIN.name());
        paths.requestMatchers(HttpMethod.GET, "/calling/templates/**").hasRole(Role.AGENT.name());
        paths.requestMatchers("/calling/templates/**").hasRole(Role.ADMIN.name());
        paths.requestMatchers(
                        "/", "/messages/**", "/contacts/**", "/calling/**", "/calls/**", "/live/**")
                .hasRole(Role.AGENT.name());
        paths.anyRequest().denyAll();
    }

    /** Whether everyone may go there, signed in or not. */
    static boolean isPublic(HttpServletRequest request) {
        return PUBLIC.matches(request);
    }
}
