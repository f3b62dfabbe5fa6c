package dev.assent.api;

import dev.assent.access.ApiKey;
import dev.assent.permission.Requests;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.time.InstantSource;

@RestController
@RequestMapping("/api/v1/permission-requests")
class PermissionRequestsController {

    private final Idempotency idempotency;
    private final Askings askings;
    private final Requests requests;
    private final InstantSource time;

    PermissionRequestsController(
            Idempotency idempotency, Askings askings, Requests requests, InstantSource time) {
        this.idempotency = idempotency;
        this.askings = askings;
        this.requests = requests;
        this.time = time;
    }

    /** Asks a person for permission to call. */
    @PostMapping
    ResponseEntity<String> ask(
            @RequestBody NewRequest wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal ApiKey caller) {
        var by = "API key " + caller.name();
        return answer(
                key == null
                        ? askings.ask(wanted, Id.fresh(), by)
                        : idempotency.once(
                                key,
                                wanted,
                                attempt -> askings.ask(wanted, attempt, by),
                                askings::tell));
    }

    /** What became of a request. */
    @GetMapping("/{id}")
    RequestView read(@PathVariable Id id) {
        return requests.find(id)
                .map(request -> RequestView.of(request, time.instant()))
                .orElseThrow(() -> Problem.notFound("You have no request with this id."));
    }

    private static ResponseEntity<String> answer(Reply reply) {
        var answer =
                ResponseEntity.status(reply.status())
                        .contentType(
                                reply.problem()
                                        ? MediaType.APPLICATION_PROBLEM_JSON
                                        : MediaType.APPLICATION_JSON);
        if (reply.location() != null) {
            answer.location(URI.create(reply.location()));
        }
        return answer.body(reply.body());
    }
}
