package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where the files lie that the simulated Graph names; they want the same token. */
@RestController
@InDemoMode
class SimulatorFiles {

    private final BusinessNumbers numbers;

    SimulatorFiles(BusinessNumbers numbers) {
        this.numbers = numbers;
    }

    @GetMapping("/simulator/files/{id}")
    ResponseEntity<byte[]> file(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization) {
        var token = authorization == null ? "" : authorization.replaceFirst("^Bearer ", "");
        if (numbers.accountsOpenedBy(token).isEmpty()) {
            return ResponseEntity.status(401).build();
        }
        return Samples.kind(id)
                .map(kind ->
                        ResponseEntity.ok()
                                .contentType(MediaType.parseMediaType(kind.mimeType()))
                                .body(kind.bytes()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
