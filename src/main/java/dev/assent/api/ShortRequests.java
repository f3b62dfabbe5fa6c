package dev.assent.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

import java.io.IOException;

/** What programs say is short: of more than that no more is read. */
@Configuration(proxyBeanMethods = false)
class ShortRequests {

    /** A request of the longest text, however it is escaped, is a fifth of it. */
    static final int LONGEST = 64 * 1024;

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> longestRequest() {
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new Guard());
        filter.addUrlPatterns("/api/*");
        return filter;
    }

    private static final class Guard extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(new Counted(request), response);
        }
    }

    private static final class Counted extends ContentCachingRequestWrapper {

        Counted(HttpServletRequest request) {
            super(request, LONGEST);
        }

        @Override
        protected void handleContentOverflow(int most) {
            throw Problem.tooLarge(most);
        }
    }
}
