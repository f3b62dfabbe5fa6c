package dev.assent.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

@AssentTest
@ActiveProfiles("gallery")
class PagesTest {

    @LocalServerPort int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void a_page_is_drawn_in_the_frame() throws Exception {
        var page = get("/gallery/forms");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Forms · Assent");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
                BodyHandlers.ofString());
    }
}
