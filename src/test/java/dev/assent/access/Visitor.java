package dev.assent.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody with a browser of their own, as far as it speaks HTTP: keeps cookies, sends the CSRF
 * token of the page it saw last, and follows no redirect by itself. Comes from an address of its
 * own, through a proxy.
 */
public final class Visitor {

    private static final Pattern CSRF =
            Pattern.compile("name=\"(?:_csrf|csrf)\"[^>]*(?:value|content)=\"([^\"]+)\"");

    private final String home;
    private final String from;
    private final CookieManager cookies;
    private final HttpClient http;
    private String csrf = "";

    Visitor(int port, String from) {
        this(port, from, new CookieManager());
    }

    private Visitor(int port, String from, CookieManager cookies) {
        this.from = from;
        this.home = "http://localhost:" + port;
        this.cookies = cookies;
        this.http = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    /** What came back. */
    public record Answer(int status, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return String.join(", ", headers.getOrDefault(name.toLowerCase(), List.of()));
        }

        public String leadsTo() {
            return header("location");
        }
    }

    /** The same browser, asking another node. */
    public Visitor at(int port) {
        return new Visitor(port, from, cookies);
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer page(String path) {
        return get(path, "Accept", "text/html");
    }

    public Answer fragment(String path) {
        return get(path, "Accept", "text/html", "HX-Request", "true");
    }

    /** Sends a form, with the token of the last page. */
    public Answer post(String path, Map<String, String> fields, String... headers) {
        return postBare(
                path + (path.contains("?") ? "&" : "?") + form(Map.of("_csrf", csrf)),
                fields,
                headers);
    }

    /** Sends fields as they stand here, with the token of the last page in the address. */
    public Answer postRaw(String path, String fields) {
        return send(
                request(path + "?" + form(Map.of("_csrf", csrf)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields)));
    }

    /** Sends a form as another site could do it. */
    public Answer postBare(String path, Map<String, String> fields, String... headers) {
        return send(
                request(path, headers)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(fields))));
    }

    /** Sends JSON as scripts of ours do, with the token of the last page. */
    public Answer json(String path, String body) {
        return send(
                request(path, "Accept", "application/json", "X-CSRF-TOKEN", csrf)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    public Answer signIn(String mail, String password) {
        page("/login");
        return post("/login", Map.of("mail", mail, "password", password));
    }

    public Optional<HttpCookie> sessionCookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("assent"))
                .findFirst();
    }

    public String csrf() {
        return csrf;
    }

    /** Keeps an old page open while others are loaded. */
    public void useToken(String token) {
        csrf = token;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(home + path)).header("X-Forwarded-For", from);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            var token = CSRF.matcher(response.body());
            if (token.find()) {
                csrf = token.group(1);
            }
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8)
                                + "="
                                + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
