package dev.assent.api;

import dev.assent.access.ApiKey;
import dev.assent.permission.Requests;
import dev.assent.tenancy.Id;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
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
    @Operation(
            operationId = "askForPermission",
            tags = "Permission requests",
            summary = "Ask a person for permission to call",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Sent",
                        content = @Content(schema = @Schema(implementation = RequestView.class))),
                @ApiResponse(
                        responseCode = "202",
                        description = "Nobody knows whether it was sent: the status is unknown",
                        content = @Content(schema = @Schema(implementation = RequestView.class))),
                @ApiResponse(
                        responseCode = "409",
                        description =
                                "The rules do not allow it now, with the reasons; or the first"
                                        + " request with this key is still in progress",
                        content = @Content(schema = @Schema(implementation = ProblemDetail.class))),
                @ApiResponse(
                        responseCode = "422",
                        description = "Something in the request cannot be",
                        content = @Content(schema = @Schema(implementation = ProblemDetail.class))),
                @ApiResponse(
                        responseCode = "502",
                        description = "Meta answered with an error, told in “meta”",
                        content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
            })
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> ask(
            @RequestBody NewRequest wanted,
            @Parameter(
                            description =
                                    "Any text of yours; the same text within 24 hours repeats the"
                                            + " first answer")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String key,
            @Parameter(hidden = true) @AuthenticationPrincipal ApiKey caller) {
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
    @Operation(
            operationId = "readPermissionRequest",
            tags = "Permission requests",
            summary = "What became of a request")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    RequestView read(@Parameter(schema = @Schema(type = "string")) @PathVariable Id id) {
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
