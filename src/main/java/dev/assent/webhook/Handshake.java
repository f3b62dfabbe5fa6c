package dev.assent.webhook;

import dev.assent.whatsapp.OwnApps;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Meta's handshake when somebody enters the address of {@link Reception} there. */
@RestController
@RequestMapping(Reception.ADDRESS)
class Handshake {

    private final WebhookProperties platform;
    private final OwnApps ownApps;
    private final TurnedAway turnedAway;

    Handshake(WebhookProperties platform, OwnApps ownApps, TurnedAway turnedAway) {
        this.platform = platform;
        this.ownApps = ownApps;
        this.turnedAway = turnedAway;
    }

    @GetMapping
    ResponseEntity<String> verify(
            HttpServletRequest request,
            @RequestParam(name = "hub.mode", required = false) @Nullable String mode,
            @RequestParam(name = "hub.verify_token", required = false) @Nullable String token,
            @RequestParam(name = "hub.challenge", required = false) @Nullable String challenge) {
        return verify(request, TurnedAway.PLATFORM, platform.verifyToken(), mode, token, challenge);
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
            return refused(request, TurnedAway.NOBODYS, HttpStatus.NOT_FOUND);
        }
        var app = found.get();
        return verify(
                request,
                TurnedAway.endpointOf(app.tenant()),
                app.verifyToken(),
                mode,
                token,
                challenge);
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

    private ResponseEntity<String> refused(
            HttpServletRequest request, String endpoint, HttpStatus status) {
        turnedAway.tell(request, endpoint, status);
        return ResponseEntity.status(status).build();
    }
}
