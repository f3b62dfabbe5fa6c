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

    private final WebhookProperties platform;
    private final OwnApps ownApps;
    private final Intake intake;

    WebhookController(WebhookProperties platform, OwnApps ownApps, Intake intake) {
        this.platform = platform;
        this.ownApps = ownApps;
        this.intake = intake;
    }

    /** Meta's handshake when somebody enters this address there. */
    @GetMapping
    ResponseEntity<String> verify(
            @RequestParam(name = "hub.mode", required = false) @Nullable String mode,
            @RequestParam(name = "hub.verify_token", required = false) @Nullable String token,
            @RequestParam(name = "hub.challenge", required = false) @Nullable String challenge) {
        return verify(platform.verifyToken(), mode, token, challenge);
    }

    @GetMapping("/{pathToken}")
    ResponseEntity<String> verifyOwn(
            @PathVariable String pathToken,
            @RequestParam(name = "hub.mode", required = false) @Nullable String mode,
            @RequestParam(name = "hub.verify_token", required = false) @Nullable String token,
            @RequestParam(name = "hub.challenge", required = false) @Nullable String challenge) {
        return ownApps.find(pathToken)
                .map(app -> verify(app.verifyToken(), mode, token, challenge))
                .orElseGet(() -> ResponseEntity.notFound().build());
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
                : ResponseEntity.notFound().build();
    }

    private static ResponseEntity<String> verify(
            String expected,
            @Nullable String mode,
            @Nullable String token,
            @Nullable String challenge) {
        if (!"subscribe".equals(mode) || challenge == null || !same(expected, token)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
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
            @Nullable Id endpoint)
            throws IOException {
        if (request.getContentLengthLong() > LARGEST_BODY) {
            return answer(HttpStatus.CONTENT_TOO_LARGE);
        }
        if (signature == null || appSecret.isEmpty()) {
            return answer(HttpStatus.UNAUTHORIZED);
        }
        var body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return answer(HttpStatus.CONTENT_TOO_LARGE);
        }
        if (!Signature.matches(body, signature, appSecret)) {
            return answer(HttpStatus.UNAUTHORIZED);
        }
        var changes = Changes.in(body);
        if (changes.isEmpty()) {
            return answer(HttpStatus.BAD_REQUEST);
        }
        var post = new Post(endpoint, changes.get(), Instant.now());
        return answer(intake.store(post) ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    }

    private static ResponseEntity<Void> answer(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
