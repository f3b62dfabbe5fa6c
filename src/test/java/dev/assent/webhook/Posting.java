package dev.assent.webhook;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Posts webhooks as Meta does. */
public final class Posting {

    static final String DEMO_SECRET = "demo-app-secret";

    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String secret;

    Posting(int port, String path, String secret) {
        this.address = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
        this.secret = secret;
    }

    public static Posting toPlatform(int port) {
        return new Posting(port, "/webhooks/whatsapp", DEMO_SECRET);
    }

    public int post(String body) throws Exception {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return post(bytes, Signature.of(bytes, secret));
    }

    int post(byte[] body, @Nullable String signature) throws Exception {
        return post(HttpRequest.BodyPublishers.ofByteArray(body), signature);
    }

    /** Without saying how much will come. */
    int postInChunks(String body) throws Exception {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return post(
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
                Signature.of(bytes, secret));
    }

    private int post(HttpRequest.BodyPublisher body, @Nullable String signature) throws Exception {
        var request = HttpRequest.newBuilder(address).POST(body);
        if (signature != null) {
            request.header("X-Hub-Signature-256", signature);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    HttpResponse<String> get(String query) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(address + query)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A body with one change for each of these items, all of one number. */
    public static String body(String phoneNumberId, String... items) {
        return Arrays.stream(items)
                .map(item -> change(phoneNumberId, item))
                .collect(
                        Collectors.joining(
                                ",",
                                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[",
                                "]}]}"));
    }

    static String change(String phoneNumberId, String item) {
        return """
        {"field":"messages","value":{"messaging_product":"whatsapp",\
        "metadata":{"display_phone_number":"49301","phone_number_id":"%s"},%s}}\
        """
                .formatted(phoneNumberId, item);
    }

    /** A text message that nobody has ever sent before. */
    static String message(String from) {
        return message(from, "wamid.T" + NEXT.incrementAndGet());
    }

    static String message(String from, String id) {
        return """
        "messages":[{"from":"%s","id":"%s","timestamp":"1763600000","type":"text","text":{"body":"Hello"}}]\
        """
                .formatted(from, id);
    }
}
