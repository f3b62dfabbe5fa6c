package dev.assent.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.ReadsLog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

@AssentTest
@ActiveProfiles("gallery")
@ReadsLog
class PagesTest {

    private static final Pattern REFERENCE = Pattern.compile("Number <strong>([0-9a-z]{13})<");
    private static final Pattern SERVER = Pattern.compile("\\[http-\\S+-exec-");
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]+)");

    @LocalServerPort int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void a_page_is_drawn_in_the_frame() throws Exception {
        var page = get("/gallery/table");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .startsWith("<!doctype html>")
                .contains("<title>Calling · Assent</title>")
                .containsOnlyOnce("<main")
                .contains("aria-current=\"page\"");
    }

    @Test
    void htmx_gets_a_part_of_the_page_under_the_same_address() throws Exception {
        var part = get("/gallery/table", "HX-Request", "true");
        assertThat(part.body().strip()).startsWith("<section").doesNotContain("<html");
        assertThat(part.headers().allValues("Vary"))
                .anyMatch(vary -> vary.toLowerCase().contains("hx-request"));
        assertThat(part.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(part.headers().firstValue("Business-Time")).isPresent();
        assertThat(get("/gallery/table").headers().allValues("Vary"))
                .anyMatch(vary -> vary.toLowerCase().contains("hx-request"));
    }

    @Test
    void who_goes_back_in_the_history_gets_the_whole_page() throws Exception {
        var page =
                get("/gallery/table", "HX-Request", "true", "HX-History-Restore-Request", "true");
        assertThat(page.body()).contains("<html");
    }

    @Test
    void everything_a_page_links_to_is_kept_by_browsers_for_a_year() throws Exception {
        var links =
                LINK.matcher(get("/gallery/forms").body())
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> link.matches("/(css|js|img|webjars)/.*"))
                        .distinct()
                        .toList();
        assertThat(links).hasSizeGreaterThan(5).anyMatch(link -> link.contains("/img/icons-"));
        for (var link : links) {
            var file = get(link);
            assertThat(file.statusCode()).as(link).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control"))
                    .as(link)
                    .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000"));
        }
    }

    @Test
    void a_module_finds_its_neighbours_under_the_same_version() throws Exception {
        var app =
                LINK.matcher(get("/gallery/forms").body())
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> link.endsWith("/app.js"))
                        .findFirst()
                        .orElseThrow();
        assertThat(get(app.replace("app.js", "live.js")).statusCode()).isEqualTo(200);
    }

    @Test
    void files_of_another_release_are_not_kept() throws Exception {
        assertThat(get("/img/icons-000000000000.svg").headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 409, 413, 418, 429, 500, 503})
    void every_refusal_has_a_kind_page_with_a_next_step(int status) throws Exception {
        var page = get("/gallery/status/" + status, "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body())
                .contains("<nav", "Go to the start page", "Error " + status)
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void a_program_gets_a_problem_document() throws Exception {
        for (var refused :
                new HttpResponse[] {
                    get("/gallery/status/409", "Accept", "application/json"),
                    get("/gallery/status/409", "HX-Request", "true"),
                }) {
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat((String) refused.body())
                    .contains("\"status\":409", "Somebody was faster")
                    .doesNotContain("<html");
        }
        assertThat(get("/api/v1/nothing").headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void a_failure_is_one_line_in_the_log_under_the_number_that_the_person_is_told(
            CapturedOutput output) throws Exception {
        var page = get("/gallery/fail", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).doesNotContain("on purpose", "IllegalState");
        var reference = REFERENCE.matcher(page.body());
        assertThat(reference.find()).isTrue();
        var errors = output.getAll().lines().filter(line -> line.contains(" ERROR ")).toList();
        var told = errors.stream().filter(line -> line.contains(reference.group(1))).findFirst();
        assertThat(told).hasValueSatisfying(line -> assertThat(line).contains("GET /gallery/fail"));
        var server = SERVER.matcher(told.get());
        assertThat(server.find()).isTrue();
        // What is done elsewhere meanwhile has lines of its own.
        assertThat(errors).filteredOn(line -> line.contains(server.group())).hasSize(1);
    }

    @Test
    void where_even_the_error_page_fails_a_page_of_ours_is_left() throws Exception {
        var page = get("/gallery/table?as=unknowable", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body())
                .contains("Not available at the moment", "Go to the start page")
                .doesNotContain("Tomcat", "on purpose");
        var files =
                LINK.matcher(page.body())
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> link.contains("."))
                        .toList();
        assertThat(files).isNotEmpty();
        for (var file : files) {
            assertThat(get(file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void nobody_signed_in_sees_the_page_in_the_plain_frame() throws Exception {
        var page = get("/gallery/status/404?nobody", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).doesNotContain("<nav").contains("There is nothing here");
    }

    @Test
    void what_can_be_no_identity_leads_nowhere() throws Exception {
        assertThat(get("/gallery/rows/nonsense").statusCode()).isEqualTo(404);
        assertThat(get("/gallery/rows/0000000000001").statusCode()).isEqualTo(200);
    }

    @Test
    void a_missing_or_unreadable_parameter_is_a_bad_request() throws Exception {
        assertThat(get("/gallery/wants").statusCode()).isEqualTo(400);
        assertThat(get("/gallery/wants?number=x").statusCode()).isEqualTo(400);
        assertThat(get("/gallery/wants?number=1").statusCode()).isEqualTo(200);
    }

    @Test
    void a_wrong_form_comes_back_with_what_was_typed() throws Exception {
        var cookie =
                get("/gallery/forms")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow()
                        .split(";")[0];
        var token =
                Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                        .matcher(get("/gallery/forms", "Cookie", cookie).body());
        assertThat(token.find()).isTrue();
        var form =
                HttpRequest.newBuilder(uri("/gallery/forms"))
                        .header("Cookie", cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "name=&mail=no%3Cmail&secret=hush&kind=template&_csrf="
                                                + token.group(1)))
                        .build();
        var page = http.send(form, BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("value=\"no&lt;mail\"", "That is no mail address.")
                .contains("aria-invalid=\"true\"", "aria-describedby=\"name-error\"")
                .doesNotContain("hush");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
