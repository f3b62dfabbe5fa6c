package dev.assent.webhook;

import dev.assent.whatsapp.Changes;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** What the group commit is measured against: the same door with a transaction for each webhook. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
@ConditionalOnBooleanProperty("assent.webhook.one-by-one")
class OneByOne extends HttpFilter {

    private final transient WebhookProperties platform;
    private final transient Inbox inbox;

    OneByOne(WebhookProperties platform, Inbox inbox) {
        this.platform = platform;
        this.inbox = inbox;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getServletPath().equals("/webhooks/one-by-one")) {
            response.setStatus(receive(request).value());
        } else {
            chain.doFilter(request, response);
        }
    }

    private HttpStatus receive(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readAllBytes();
        if (!Signature.matches(
                body, request.getHeader("X-Hub-Signature-256"), platform.appSecret())) {
            return HttpStatus.UNAUTHORIZED;
        }
        var post = new Post(null, Changes.in(body).orElseThrow(), Instant.now());
        inbox.add(List.of(post));
        return HttpStatus.OK;
    }
}
