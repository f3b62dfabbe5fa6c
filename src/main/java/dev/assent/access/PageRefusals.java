package dev.assent.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Each request of somebody at work that a page turns away leaves one line, without what it said:
 * the address may hold a secret as well, so only its pattern is told.
 */
@Configuration(proxyBeanMethods = false)
class PageRefusals implements WebMvcConfigurer, HandlerInterceptor {

    private static final Logger log = LoggerFactory.getLogger(PageRefusals.class);

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/api/**");
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
            Visit.ongoing()
                    .ifPresent(visit ->
                            log.info(
                                    "refused with {}: {} {} by {} of {}",
                                    response.getStatus(),
                                    request.getMethod(),
                                    request.getAttribute(
                                            HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                                    visit.member().account(),
                                    visit.tenant().id()));
        }
    }
}
