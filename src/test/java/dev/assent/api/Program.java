package dev.assent.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.ApiKeys;
import dev.assent.permission.Scene;

import org.springframework.context.ApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Another system of a business, with a key of its own. */
final class Program {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final Scene scene;
    private final String key;

    Program(ApplicationContext application, Scene scene) {
        this(
                application
                        .getEnvironment()
                        .getRequiredProperty("local.server.port", Integer.class),
                scene,
                "key-" + UUID.randomUUID());
        application.getBean(ApiKeys.class).ensure(scene.tenant.id(), "test", key);
    }

    private Program(int port, Scene scene, String key) {
        this.port = port;
        this.scene = scene;
        this.key = key;
    }

    /** The same, showing another key. */
    Program withKey(String other) {
        return new Program(port, scene, other);
    }

    /** The same, asking another node. */
    Program at(int otherPort) {
        return new Program(otherPort, scene, key);
    }

    int port() {
        return port;
    }

    String freeForm(String contact) {
        return freeForm(contact, "May we call you?");
    }

    String freeForm(String contact, String body) {
        return """
        {"number":"%s","contact":"%s","kind":"free_form","body":"%s"}\
        """
                .formatted(scene.number.phoneNumberId(), contact, body);
    }

    JsonNode permissions(String contact) throws Exception {
        var answer =
                get(
                        "/api/v1/call-permissions?number=%s&contact=%s"
                                .formatted(
                                        scene.number.phoneNumberId(), contact.replace("+", "%2B")));
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer);
    }

    HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> ask(String body) throws Exception {
        return ask(body, null);
    }

    HttpResponse<String> ask(String body, String idempotencyKey) throws Exception {
        var request =
                request("/api/v1/permission-requests")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** In chunks nobody knows beforehand how much it will be. */
    HttpResponse<String> send(String body, boolean inChunks) throws Exception {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var publisher =
                inChunks
                        ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                        : BodyPublishers.ofByteArray(bytes);
        return HTTP.send(
                request("/api/v1/permission-requests")
                        .header("Content-Type", "application/json")
                        .POST(publisher)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + key);
    }
}
