package dev.assent.webhook;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Changes;
import dev.assent.whatsapp.OwnApps;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/** Where Meta delivers: one address for the platform's app, and one for each business's own. */
@RestController
@RequestMapping("/webhooks/whatsapp")
class WebhookController {

    private static final int LARGEST_BODY = 3 * 1024 * 1024;

    private static final String PLATFORM = "the platform's endpoint";
    private static final String NOBODYS = "an endpoint that is nobody's";

    private final WebhookProperties platform;
    private final OwnApps ownApps;
    private final Intake intake;
    private final TurnedAway turnedAway;

    WebhookController(
            WebhookProperties platform, OwnApps ownApps, Intake intake, TurnedAway turnedAway) {
        this.platform = platform;
        this.ownApps = ownApps;
        this.intake = intake;
        this.turnedAway = turnedAway;
    }

    /** Meta's handshake when somebody enters this address there. */
    @GetMapping
    ResponseEntity<String> verify(
            HttpServletRequest request,
            @RequestParam(name = "hub.mode", required = false) @Nullable String mode,
            @RequestParam(name = "hub.verify_token", required = false) @Nullable String token,
            @RequestParam(name = "hub.challenge", required = false) @Nullable String challenge) {
        return verify(request, PLATFORM, platform.verifyToken(), mode, token, challenge);
    }

    @GetMapping("/{pathToken}")
    ResponseEntity<String> verifyOwn(
            @PathVariable String pathToken,
            HttpServletRequest request,
            @RequestParam(name = "hub.mode", required = false) @Nullable String mode,
            @RequestParam(name = "hub.verify_token", required = false) @Nullable String token,
            @RequestParam(name = "hub.challenge", required = false) @Nullable String challenge) {
        var found = ownApps.find(pathToken);
        if (found.isEmpty()) {
            return refused(request, NOBODYS, HttpStatus.NOT_FOUND);
        }
        var app = found.get();
        return verify(request, endpointOf(app.tenant()), app.verifyToken(), mode, token, challenge);
    }

    @PostMapping
    ResponseEntity<Void> receive(
            HttpServletRequest request,
            @RequestHeader(name = "X-Hub-Signature-256", required = false)
                    @Nullable String signature)
            throws IOException {
        return receive(request, signature, platform.appSecret(), null);
    }

    @PostMapping("/{pathToken}")
    ResponseEntity<Void> receiveOwn(
            @PathVariable String pathToken,
            HttpServletRequest request,
            @RequestHeader(name = "X-Hub-Signature-256", required = false)
                    @Nullable String signature)
            throws IOException {
        var app = ownApps.find(pathToken);
        return app.isPresent()
                ? receive(request, signature, app.get().appSecret(), app.get().tenant())
                : refused(request, NOBODYS, HttpStatus.NOT_FOUND);
    }

    private ResponseEntity<String> verify(
            HttpServletRequest request,
            String endpoint,
            String expected,
            @Nullable String mode,
            @Nullable String token,
            @Nullable String challenge) {
        if (!"subscribe".equals(mode) || challenge == null || !same(expected, token)) {
            return refused(request, endpoint, HttpStatus.FORBIDDEN);
        }
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(challenge);
    }

    private static boolean same(String expected, @Nullable String token) {
        return !expected.isEmpty()
                && token != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    private ResponseEntity<Void> receive(
            HttpServletRequest request,
            @Nullable String signature,
            String appSecret,
            @Nullable Id tenant)
            throws IOException {
        var endpoint = tenant == null ? PLATFORM : endpointOf(tenant);
        if (request.getContentLengthLong() > LARGEST_BODY) {
            return refused(request, endpoint, HttpStatus.CONTENT_TOO_LARGE);
        }
        if (signature == null || appSecret.isEmpty()) {
            return refused(request, endpoint, HttpStatus.UNAUTHORIZED);
        }
        var body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return refused(request, endpoint, HttpStatus.CONTENT_TOO_LARGE);
        }
        if (!Signature.matches(body, signature, appSecret)) {
            return refused(request, endpoint, HttpStatus.UNAUTHORIZED);
        }
        var changes = Changes.in(body);
        if (changes.isEmpty()) {
            return refused(request, endpoint, HttpStatus.BAD_REQUEST);
        }
        var post = new Post(tenant, changes.get(), Instant.now());
        return intake.store(post)
                ? ResponseEntity.ok().build()
                : refused(request, endpoint, HttpStatus.SERVICE_UNAVAILABLE);
    }

    private <T> ResponseEntity<T> refused(
            HttpServletRequest request, String endpoint, HttpStatus status) {
        turnedAway.tell(request, endpoint, status);
        return ResponseEntity.status(status).build();
    }

    private static String endpointOf(Id tenant) {
        return "the endpoint of business " + tenant;
    }
}
