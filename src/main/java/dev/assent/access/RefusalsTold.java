package dev.assent.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.util.Optional;

/**
 * Each request of somebody at work, and each of a program, that is turned away leaves one line,
 * without what it said: the address may hold a secret as well, so only its pattern is told.
 */
@Configuration(proxyBeanMethods = false)
class RefusalsTold implements WebMvcConfigurer, HandlerInterceptor {

    private static final Logger log = LoggerFactory.getLogger(RefusalsTold.class);

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        // The page that tells of it is drawn by a request of its own.
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && HttpStatus.Series.resolve(response.getStatus())
                        == HttpStatus.Series.CLIENT_ERROR) {
            whose(request)
                    .ifPresent(who ->
                            log.info(
                                    "refused with {}: {} {} by {}",
                                    response.getStatus(),
                                    request.getMethod(),
                                    request.getAttribute(
                                            HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                                    who));
        }
    }

    private static Optional<String> whose(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/")
                ? Optional.of(program(request))
                : Visit.ongoing()
                        .map(visit ->
                                "%s of %s"
                                        .formatted(visit.member().account(), visit.tenant().id()));
    }

    private static String program(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication known
                        && known.getPrincipal() instanceof ApiKey key
                ? key.getName()
                : "nobody";
    }
}
