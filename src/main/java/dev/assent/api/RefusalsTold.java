package dev.assent.api;

import dev.assent.access.ApiKey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Each request that the interface turns away leaves one line, without what it said. */
@Configuration(proxyBeanMethods = false)
class RefusalsTold implements WebMvcConfigurer, HandlerInterceptor {

    private static final Logger log = LoggerFactory.getLogger(RefusalsTold.class);

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        if (HttpStatus.Series.resolve(response.getStatus()) == HttpStatus.Series.CLIENT_ERROR) {
            log.info(
                    "refused with {}: {} {} by {}",
                    response.getStatus(),
                    request.getMethod(),
                    request.getRequestURI(),
                    caller(request));
        }
    }

    private static String caller(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication known
                        && known.getPrincipal() instanceof ApiKey key
                ? "API key " + key.name()
                : "nobody";
    }
}
