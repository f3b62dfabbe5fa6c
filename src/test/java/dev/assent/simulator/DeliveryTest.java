package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** How webhooks travel, and what goes wrong on demand. */
@SimulatorTest
class DeliveryTest {

    private static final int MANY = 30;

    @LocalServerPort int port;

    private final Application application = new Application();
    private final String farah = Meta.person();
    private Meta meta;
    private Meta.Line lotus;

    @BeforeEach
    void aNumber() {
        meta = new Meta(port);
        lotus = meta.line("IN", application);
    }

    @AfterEach
    void promptAgain() {
        delivery("\"delay_millis\":0,\"repeats\":0,\"shuffle\":false,\"batch\":1,\"paused\":false");
        meta.done("PATCH", "/settings.json", "{\"failure\":{\"times\":0}}");
        application.close();
    }

    @Test
    void updates_arrive_in_their_order_one_by_one() {
        writesMany();
        arrive(MANY);
        assertThat(texts()).isEqualTo(inOrder());
        assertThat(application.posts()).hasSize(MANY).allMatch(post -> post.changes().size() == 1);
    }

    @Test
    void updates_can_be_late() {
        delivery("\"delay_millis\":800");
        var written = System.nanoTime();
        writes("late");
        arrive(1);
        assertThat(Duration.ofNanos(application.posts().getFirst().nanos() - written))
                .isGreaterThan(Duration.ofMillis(790));
    }

    @Test
    void updates_can_be_repeated() {
        delivery("\"repeats\":2");
        writes("again");
        arrive(3);
        assertThat(application.posts())
                .extracting(Application.Post::body)
                .containsOnly(application.posts().getFirst().body());
    }

    @Test
    void updates_can_be_shuffled_and_none_is_lost() {
        delivery("\"shuffle\":true");
        writesMany();
        arrive(MANY);
        assertThat(texts()).isNotEqualTo(inOrder()).containsExactlyInAnyOrderElementsOf(inOrder());
    }

    @Test
    void updates_can_travel_together() {
        delivery("\"batch\":10,\"paused\":true");
        writesMany();
        writes("the rest");
        delivery("\"paused\":false");
        arrive(MANY + 1);
        assertThat(application.posts())
                .extracting(post -> post.changes().size())
                .containsExactly(10, 10, 10, 1);
        assertThat(application.posts().getFirst().wellSigned()).isTrue();
    }

    @Test
    void delivery_can_be_paused() {
        delivery("\"paused\":true");
        writes("held");
        assertThat(
                        meta.send("GET", "/settings.json", null, null)
                                .body()
                                .path("waiting_webhooks")
                                .asInt(0))
                .isPositive();
        assertThat(application.posts()).isEmpty();
        delivery("\"paused\":false");
        arrive(1);
    }

    @Test
    void what_is_not_taken_is_sent_again() {
        application.refuse(3);
        writes("at last");
        arrive(1);
        assertThat(application.posts()).hasSize(4);
        assertThat(application.posts())
                .extracting(Application.Post::taken)
                .containsExactly(false, false, false, true);
        var pause = application.posts().get(3).nanos() - application.posts().get(0).nanos();
        assertThat(Duration.ofNanos(pause)).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void nobody_is_told_who_did_not_subscribe() {
        lotus.graph("DELETE", lotus.waba() + "/subscribed_apps", null);
        writes("unheard");
        lotus.graph("POST", lotus.waba() + "/subscribed_apps", "{}");
        writes("heard");
        arrive(1);
        assertThat(texts()).containsExactly("heard");
    }

    @ParameterizedTest
    @CsvSource({
        "138006,401",
        "131056,400",
        "130429,400",
        "613,429",
        "190,401",
        "138012,400",
        "131000,500"
    })
    void the_next_request_can_fail_with_any_code(int code, int status) {
        writes("hi");
        fails("\"kind\":\"ERROR\",\"code\":%d,\"times\":1".formatted(code));
        var failed = lotus.ask(farah);
        assertThat(failed.status()).isEqualTo(status);
        assertThat(failed.code()).isEqualTo(code);
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
    }

    @Test
    void a_server_error_can_hide_that_the_request_was_done() {
        writes("hi");
        fails("\"kind\":\"SERVER_ERROR\",\"done\":true,\"edge\":\"messages\",\"times\":1");
        assertThat(lotus.reading(farah).has("permission")).isTrue();
        assertThat(lotus.ask(farah).status()).isEqualTo(500);
        assertThat(lotus.ask(farah).code()).isEqualTo(138009);
        assertThat(
                        application
                                .status("sent")
                                .path("statuses")
                                .path(0)
                                .path("biz_opaque_callback_data")
                                .asString())
                .isEqualTo("attempt-7");
    }

    @Test
    void a_request_can_stay_without_an_answer() {
        writes("hi");
        fails("\"kind\":\"TIMEOUT\",\"times\":1");
        var started = System.nanoTime();
        var waiting = CompletableFuture.supplyAsync(() -> lotus.ask(farah));
        await().until(() ->
                meta.send("GET", "/settings.json", null, null)
                                .body()
                                .path("failure")
                                .path("times")
                                .asInt(9)
                        == 0);
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
        assertThat(waiting).isNotDone();
        assertThat(System.nanoTime() - started).isLessThan(Duration.ofSeconds(20).toNanos());
    }

    private void writesMany() {
        IntStream.range(0, MANY).forEach(i -> writes("no. " + i));
    }

    private static List<String> inOrder() {
        return IntStream.range(0, MANY).mapToObj(i -> "no. " + i).toList();
    }

    private void writes(String text) {
        lotus.phone(farah, "message", "{\"text\":\"%s\"}".formatted(text));
    }

    private void arrive(int updates) {
        await().atMost(Duration.ofSeconds(20)).until(() -> application.changes().size() >= updates);
    }

    private List<String> texts() {
        return application.values("messages").stream()
                .map(value -> value.path("messages").path(0).path("text").path("body"))
                .map(JsonNode::asString)
                .toList();
    }

    private void delivery(String how) {
        meta.done("PATCH", "/settings.json", "{\"delivery\":{%s}}".formatted(how));
    }

    private void fails(String how) {
        meta.done("PATCH", "/settings.json", "{\"failure\":{%s}}".formatted(how));
    }
}
