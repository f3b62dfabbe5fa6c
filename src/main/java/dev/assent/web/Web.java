package dev.assent.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.time.InstantSource;
import java.util.List;

/** What handlers of all features may rely on. */
@Configuration(proxyBeanMethods = false)
class Web implements WebMvcConfigurer {

    private final InstantSource time;

    Web(InstantSource time) {
        this.time = time;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PageRequests());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PartsOfPages(time));
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addFormatter(new Identities());
    }
}
