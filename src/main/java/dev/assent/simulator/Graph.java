package dev.assent.simulator;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The door of the simulated Graph: reads a request, knows who asks, finds whom it concerns, and
 * writes down what was said. It works on threads of its own.
 */
@RestController("simulatedGraph")
@InDemoMode
class Graph {

    private static final Logger LOG = LoggerFactory.getLogger(Graph.class);

    /** How long a request that shall get no answer is kept. */
    private static final long SILENCE_MILLIS = 25_000;

    private final GraphMessages messages;
    private final GraphCalls calls;
    private final GraphNumbers numbers;
    private final GraphTemplates templates;
    private final BusinessNumbers businessNumbers;
    private final Settings settings;
    private final Journal journal;
    private final InstantSource time;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    Graph(
            GraphMessages messages,
            GraphCalls calls,
            GraphNumbers numbers,
            GraphTemplates templates,
            BusinessNumbers businessNumbers,
            Settings settings,
            Journal journal,
            InstantSource time) {
        this.messages = messages;
        this.calls = calls;
        this.numbers = numbers;
        this.templates = templates;
        this.businessNumbers = businessNumbers;
        this.settings = settings;
        this.journal = journal;
        this.time = time;
    }

    /**
     * @param status null if there shall be no answer at all
     */
    private record Answer(@Nullable Integer status, String body, String type) {

        static Answer json(int status, JsonNode body) {
            return new Answer(status, Json.write(body), MediaType.APPLICATION_JSON_VALUE);
        }

        static Answer of(GraphError error) {
            return json(error.status(), error.body());
        }
    }

    /** What came in, before anybody knows whether it makes sense. */
    private record Raw(
            String home,
            String method,
            String path,
            Map<String, String> params,
            byte[] body,
            String token) {}

    @RequestMapping("/simulator/graph/{version}/**")
    DeferredResult<ResponseEntity<byte[]>> ask(
            HttpServletRequest request, @RequestBody(required = false) byte @Nullable [] body) {
        var raw = raw(request, body == null ? new byte[0] : body);
        var result = new DeferredResult<ResponseEntity<byte[]>>(SILENCE_MILLIS);
        result.onTimeout(() -> result.setErrorResult(ResponseEntity.status(504).build()));
        executor.execute(() -> work(raw, result));
        return result;
    }

    private void work(Raw raw, DeferredResult<ResponseEntity<byte[]>> result) {
        var started = System.nanoTime();
        var answer = answer(raw);
        journal.note(
                Journal.Kind.GRAPH,
                raw.method(),
                target(raw),
                answer.status(),
                answer.status() == null ? "left without an answer" : null,
                new String(raw.body(), StandardCharsets.UTF_8),
                answer.body(),
                (System.nanoTime() - started) / 1_000_000);
        if (answer.status() != null) {
            result.setResult(
                    ResponseEntity.status(HttpStatusCode.valueOf(answer.status()))
                            .header(HttpHeaders.CONTENT_TYPE, answer.type())
                            .body(answer.body().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Answer answer(Raw raw) {
        var path = raw.path().split("/", -1);
        var id = path[0];
        var edge = path.length > 1 ? path[1] : "";
        var planned = settings.takeFailure(edge.isEmpty() ? "number" : edge);
        if (planned.isPresent() && !planned.get().done()) {
            return failing(planned.get());
        }
        var answer = path.length > 2 ? Answer.of(unknownPath(raw)) : carriedOut(raw, id, edge);
        return planned.map(Graph::failing).orElse(answer);
    }

    private Answer carriedOut(Raw raw, String id, String edge) {
        try {
            var request =
                    new GraphRequest(
                            raw.method(),
                            id,
                            edge,
                            raw.params(),
                            parsed(raw.body()),
                            businessNumbers.accountsOpenedBy(raw.token()),
                            time.instant());
            if (request.accounts().isEmpty()) {
                throw GraphError.of(
                        Fault.TOKEN, "The access token is missing, invalid or was withdrawn.");
            }
            return Answer.json(200, route(request, raw));
        } catch (GraphError error) {
            return Answer.of(error);
        } catch (Impossible refusal) {
            return Answer.of(
                    GraphError.of(
                            Fault.INVALID_PARAMETER,
                            Optional.ofNullable(refusal.getMessage()).orElse("")));
        } catch (RuntimeException bug) {
            LOG.error("The simulated Graph failed at {} {}", raw.method(), raw.path(), bug);
            return Answer.of(GraphError.of(Fault.UNKNOWN, "The simulator itself failed."));
        }
    }

    private JsonNode route(GraphRequest request, Raw raw) {
        return switch (request.method() + " " + request.edge()) {
            case "POST messages" -> messages.post(request);
            case "POST calls" -> calls.post(request);
            case "GET call_permissions" -> numbers.callPermissions(request);
            case "GET settings" -> numbers.settings(request);
            case "POST settings" -> numbers.changeSettings(request);
            case "GET " ->
                    Samples.kind(request.id())
                            .map(kind -> place(request.id(), kind, raw))
                            .orElseGet(() -> numbers.read(request));
            case "GET phone_numbers" -> numbers.ofAccount(request);
            case "GET subscribed_apps" -> numbers.subscription(request);
            case "POST subscribed_apps" -> numbers.subscribe(request, true);
            case "DELETE subscribed_apps" -> numbers.subscribe(request, false);
            case "GET message_templates" -> templates.list(request);
            case "POST message_templates" -> templates.create(request);
            case "DELETE message_templates" -> templates.delete(request);
            case "POST " -> templates.edit(request);
            default -> throw unknownPath(raw);
        };
    }

    private static JsonNode place(String id, Samples.Kind kind, Raw raw) {
        return Json.object()
                .put("messaging_product", "whatsapp")
                .put("url", raw.home() + "/simulator/files/" + id)
                .put("mime_type", kind.mimeType())
                .put("file_size", kind.bytes().length)
                .put("id", id);
    }

    private static GraphError unknownPath(Raw raw) {
        return GraphError.of(
                Fault.INVALID_PARAMETER,
                33,
                "Unsupported %s request to %s.".formatted(raw.method(), raw.path()));
    }

    private static Answer failing(Failure failure) {
        return switch (failure.kind()) {
            case ERROR -> Answer.of(GraphError.planned(failure.code()));
            case SERVER_ERROR ->
                    new Answer(500, "Sorry, something went wrong.", MediaType.TEXT_PLAIN_VALUE);
            case TIMEOUT -> new Answer(null, "", MediaType.TEXT_PLAIN_VALUE);
        };
    }

    private static JsonNode parsed(byte[] body) {
        if (body.length == 0) {
            return Json.object();
        }
        try {
            var json = Json.MAPPER.readTree(body);
            return json.isObject() ? json : Json.object();
        } catch (JacksonException malformed) {
            throw GraphError.of(Fault.INVALID_PARAMETER, "The body is no JSON.");
        }
    }

    private static Raw raw(HttpServletRequest request, byte[] body) {
        var path = request.getRequestURI().replaceFirst("^.*/simulator/graph/[^/]+/?", "");
        var params = new HashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> params.put(name, values[0]));
        var token = params.remove("access_token");
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            token = header.substring(7).strip();
        }
        var home = request.getRequestURL().toString().replaceFirst("/simulator/graph/.*$", "");
        return new Raw(home, request.getMethod(), path, params, body, token == null ? "" : token);
    }

    private static String target(Raw raw) {
        if (raw.params().isEmpty()) {
            return "/" + raw.path();
        }
        var query = new StringBuilder();
        raw.params()
                .forEach((name, value) ->
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(value));
        return "/" + raw.path() + query;
    }
}
