package dev.assent.web;

import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The stylesheets of all components as one file: tokens and base first, then by name. Whatever
 * stands directly in {@code frontend-assets/css} is part of it.
 */
@Controller("stylesheet")
class Stylesheet {

    private static final List<String> FIRST = List.of("tokens.css", "base.css");
    private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");

    private final byte[] all;

    Stylesheet() {
        var joined = new ByteArrayOutputStream();
        Assets.files("css/*.css").stream()
                .sorted(Comparator.comparing(Stylesheet::rank))
                .forEach(sheet -> joined.writeBytes(Assets.content(sheet)));
        this.all = joined.toByteArray();
    }

    public String href() {
        return "/css/assent-%s.css".formatted(Assets.fingerprint(all));
    }

    @GetMapping("/css/assent-{fingerprint}.css")
    ResponseEntity<byte[]> all(@PathVariable String fingerprint) {
        return ResponseEntity.ok()
                .contentType(CSS)
                .cacheControl(Assets.caching(fingerprint, all))
                .body(all);
    }

    private static int rank(Resource sheet) {
        var place = FIRST.indexOf(Objects.requireNonNull(sheet.getFilename()));
        return place < 0 ? FIRST.size() : place;
    }
}
