package dev.assent.call;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;

/** What browsers say about calls is short: more is not even read. */
@Configuration(proxyBeanMethods = false)
class ShortBodies {

    /** Six times what the longest session description takes, however it is escaped. */
    static final int LONGEST = 6 * SessionDescription.LONGEST + 4_096;

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> shortBodiesOfCalls() {
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new Guard());
        filter.addUrlPatterns("/calls", "/calls/*");
        return filter;
    }

    private static final class Guard extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            var length = request.getContentLengthLong();
            if (length > LONGEST) {
                response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
            } else if (length < 0 && request.getMethod().equals(HttpMethod.POST.name())) {
                response.sendError(HttpStatus.LENGTH_REQUIRED.value());
            } else {
                chain.doFilter(request, response);
            }
        }
    }
}
