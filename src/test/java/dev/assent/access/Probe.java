package dev.assent.access;

import dev.assent.tenancy.Tenant;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.util.concurrent.CompletableFuture;

/** Stands for the pages of other features, and tells who is in. */
@RestController
class Probe {

    @RequestMapping({
        "/messages/probe",
        "/api/v1/probe",
        "/settings/probe",
        "/platform/probe",
        "/unlisted"
    })
    String who() {
        return "%s in %s".formatted(name(), Tenant.current().name());
    }

    @GetMapping({"/messages/form", "/platform/form"})
    String form(CsrfToken token) {
        return "<input name=\"_csrf\" value=\"%s\">".formatted(token.getToken());
    }

    /** Looks for the tenant only when it is written, which is in another dispatch. */
    record Later() {

        public String getTenant() {
            return Tenant.current().name();
        }
    }

    @GetMapping("/messages/later")
    CompletableFuture<Later> later() {
        return CompletableFuture.supplyAsync(Later::new);
    }

    @GetMapping("/messages/broken")
    String broken() {
        throw new IllegalStateException("broken on purpose");
    }

    @GetMapping("/live/probe")
    SseEmitter stream() {
        var emitter = new SseEmitter();
        emitter.complete();
        return emitter;
    }

    @PostMapping({"/webhooks/probe", "/simulator/probe"})
    String open(HttpServletRequest request) {
        return "session: " + (request.getSession(false) != null);
    }

    private static String name() {
        return Member.maybeCurrent().map(Member::name).orElse("a system");
    }
}
