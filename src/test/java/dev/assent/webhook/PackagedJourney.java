package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.tenancy.TestDatabase;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** The jar as it is delivered: in production, on the database of the tests. */
class PackagedJourney {

    private static final Pattern PART =
            Pattern.compile("(?:href|src)=\"(/(?:css|js|webjars)[^\"]+)");

    /** What the JVM says when it was asked to end. */
    private static final int ENDED_BY_TERM = 128 + 15;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void it_starts_on_a_database_serves_people_and_meta_and_ends_when_asked() throws Exception {
        var application =
                ApplicationProcess.startPackaged(
                        jar(), TestDatabase.prefix() + "_jar", TestDatabase.encryptionKey());
        try {
            var login = get(application, "/login");
            assertThat(login.statusCode()).isEqualTo(200);
            var parts = PART.matcher(login.body()).results().map(part -> part.group(1)).toList();
            assertThat(parts).hasSizeGreaterThan(3);
            for (var part : parts) {
                assertThat(get(application, part).statusCode()).as(part).isEqualTo(200);
            }

            var meta =
                    new Posting(application.port, "/webhooks/whatsapp", ApplicationProcess.SECRET);
            assertThat(
                            meta.get(
                                            "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
                                                    + ApplicationProcess.VERIFY_TOKEN)
                                    .body())
                    .isEqualTo("1158201444");
            var body = Posting.body("104", Posting.message("919886021144"));
            assertThat(meta.post(body)).isEqualTo(200);
            assertThat(meta.post(body.getBytes(StandardCharsets.UTF_8), null)).isEqualTo(401);

            assertThat(get(application, "/simulator").statusCode()).isEqualTo(404);
        } finally {
            assertThat(application.stop()).isEqualTo(ENDED_BY_TERM);
        }
        assertThat(application.log()).doesNotContain(" ERROR ", ApplicationProcess.SECRET);
    }

    @Test
    void without_a_database_it_ends_with_a_sentence_that_names_the_setting() throws Exception {
        var log = Files.createTempFile(Path.of("target"), "jar", ".log");
        var application = ApplicationProcess.java(log, Map.of(), "-jar", jar().toString());
        assertThat(application.waitFor()).isEqualTo(1);
        assertThat(Files.readString(log)).contains("ASSENT_DB_URL").doesNotContain("\tat ");
    }

    private static Path jar() throws IOException {
        try (var built = Files.newDirectoryStream(Path.of("target"), "assent-*.jar")) {
            return built.iterator().next();
        }
    }

    private HttpResponse<String> get(ApplicationProcess application, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d%s".formatted(application.port, path)))
                        .header("Accept", "text/html,*/*")
                        .build(),
                BodyHandlers.ofString());
    }
}
