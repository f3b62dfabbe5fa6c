package dev.assent.webhook;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Changes;
import dev.assent.whatsapp.OwnApps;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.time.Instant;

/**
 * Where Meta delivers: one address for the platform's app, and one below it for each business's
 * own. It stands before sessions, rights and all else that pages need and a signed message does
 * not: the way through them would cost more than the work itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class Reception extends HttpFilter {

    static final String ADDRESS = "/webhooks/whatsapp";

    private final transient WebhookProperties platform;
    private final transient OwnApps ownApps;
    private final transient Intake intake;
    private final transient TurnedAway turnedAway;
    private final transient Bodies bodies = new Bodies();

    Reception(WebhookProperties platform, OwnApps ownApps, Intake intake, TurnedAway turnedAway) {
        this.platform = platform;
        this.ownApps = ownApps;
        this.intake = intake;
        this.turnedAway = turnedAway;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getServletPath();
        if (!request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
        } else if (path.equals(ADDRESS)) {
            response.setStatus(receive(request, platform.appSecret(), null).value());
        } else if (path.startsWith(ADDRESS + "/")) {
            response.setStatus(receive(request, path.substring(ADDRESS.length() + 1)).value());
        } else {
            chain.doFilter(request, response);
        }
    }

    private HttpStatus receive(HttpServletRequest request, String pathToken) throws IOException {
        var app = ownApps.find(pathToken);
        return app.isPresent()
                ? receive(request, app.get().appSecret(), app.get().tenant())
                : refused(request, TurnedAway.NOBODYS, HttpStatus.NOT_FOUND);
    }

    private HttpStatus receive(HttpServletRequest request, String appSecret, @Nullable Id tenant)
            throws IOException {
        var endpoint = tenant == null ? TurnedAway.PLATFORM : TurnedAway.endpointOf(tenant);
        if (request.getContentLengthLong() > Bodies.LARGEST) {
            return refused(request, endpoint, HttpStatus.CONTENT_TOO_LARGE);
        }
        var signature = request.getHeader("X-Hub-Signature-256");
        if (signature == null || appSecret.isEmpty()) {
            return refused(request, endpoint, HttpStatus.UNAUTHORIZED);
        }
        var read = bodies.read(request.getInputStream());
        if (read.isEmpty()) {
            return refused(request, endpoint, HttpStatus.SERVICE_UNAVAILABLE);
        }
        var body = read.get();
        if (body.length > Bodies.LARGEST) {
            return refused(request, endpoint, HttpStatus.CONTENT_TOO_LARGE);
        }
        if (!Signature.matches(body, signature, appSecret)) {
            return refused(request, endpoint, HttpStatus.UNAUTHORIZED);
        }
        var changes = Changes.in(body);
        if (changes.isEmpty()) {
            return refused(request, endpoint, HttpStatus.BAD_REQUEST);
        }
        return intake.store(new Post(tenant, changes.get(), Instant.now()))
                ? HttpStatus.OK
                : refused(request, endpoint, HttpStatus.SERVICE_UNAVAILABLE);
    }

    private HttpStatus refused(HttpServletRequest request, String endpoint, HttpStatus status) {
        turnedAway.tell(request, endpoint, status);
        return status;
    }
}
