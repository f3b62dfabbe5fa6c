package dev.assent.webhook;

import dev.assent.tenancy.Control;
import dev.assent.whatsapp.Changes;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;

/** What the group commit is measured against: the same door with a transaction for each webhook. */
@RestController
@ConditionalOnBooleanProperty("assent.webhook.one-by-one")
class OneByOneController {

    private final WebhookProperties platform;
    private final Inbox inbox;
    private final TransactionTemplate control;

    OneByOneController(
            WebhookProperties platform, Inbox inbox, @Control TransactionTemplate control) {
        this.platform = platform;
        this.inbox = inbox;
        this.control = control;
    }

    @PostMapping("/webhooks/one-by-one")
    ResponseEntity<Void> receive(
            @RequestBody byte[] body, @RequestHeader("X-Hub-Signature-256") String signature) {
        if (!Signature.matches(body, signature, platform.appSecret())) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        var post = new Post(null, Changes.in(body).orElseThrow(), Instant.now());
        control.executeWithoutResult(transaction -> inbox.add(List.of(post)));
        return ResponseEntity.ok().build();
    }
}
