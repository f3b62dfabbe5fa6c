package dev.assent.chat;

import dev.assent.tenancy.Id;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Hands out what people sent: what a browser can safely show is shown, the rest is saved. */
@Controller
class FilePages {

    private static final Set<String> SHOWN =
            Set.of(
                    "image/jpeg",
                    "image/png",
                    "image/webp",
                    "image/gif",
                    "audio/ogg",
                    "audio/mpeg",
                    "audio/mp4",
                    "audio/aac",
                    "audio/amr",
                    "audio/wav",
                    "video/mp4",
                    "video/3gpp");

    private final Messages messages;
    private final Files files;

    FilePages(Messages messages, Files files) {
        this.messages = messages;
        this.files = files;
    }

    @GetMapping("/messages/media/{id}")
    ResponseEntity<Resource> file(@PathVariable Id id) {
        var message =
                messages.find(id)
                        .filter(one -> one.media() != null)
                        .orElseThrow(ChatPages::missing);
        return switch (files.of(message)) {
            case Files.Found.File(var mime, var bytes) -> answer(message, mime, bytes);
            case Files.Found.TooLarge() ->
                    throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
            case Files.Found.Gone() -> throw new ResponseStatusException(HttpStatus.GONE);
            case Files.Found.Later() -> throw new ResponseStatusException(HttpStatus.BAD_GATEWAY);
        };
    }

    private static ResponseEntity<Resource> answer(Message message, String mime, byte[] bytes) {
        var plain = mime.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        var shown = SHOWN.contains(plain);
        var disposition =
                shown
                        ? ContentDisposition.inline().build()
                        : ContentDisposition.attachment()
                                .filename(name(message), StandardCharsets.UTF_8)
                                .build();
        return ResponseEntity.ok()
                .contentType(
                        shown
                                ? MediaType.parseMediaType(plain)
                                : MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(30)).cachePrivate().immutable())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .body(new ByteArrayResource(bytes));
    }

    private static String name(Message message) {
        var name = message.kind().equals("document") ? message.body() : "";
        var tidy = name.replaceAll("[\\p{Cntrl}/\\\\]", " ").strip();
        return tidy.isEmpty() || tidy.length() > 120 ? message.kind() : tidy;
    }
}
