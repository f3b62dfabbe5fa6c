package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.ReadsLog;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

@AssentTest
@ReadsLog
class DoorTest {

    @LocalServerPort int port;
    @Autowired @Control JdbcClient control;

    private final String number = Long.toString(Id.fresh().value());
    private Posting meta = Posting.toPlatform(0);

    @BeforeEach
    void knock() {
        meta = Posting.toPlatform(port);
    }

    @Test
    void what_is_signed_is_stored_before_it_is_answered() throws Exception {
        assertThat(meta.post(Posting.body(number, Posting.message("919800000001")))).isEqualTo(200);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void a_wrong_signature_stores_nothing() throws Exception {
        var body = bytes(Posting.body(number, Posting.message("919800000001")));
        assertThat(meta.post(body, Signature.of(body, "another secret"))).isEqualTo(401);
        assertThat(meta.post(body, "sha256=")).isEqualTo(401);
        assertThat(meta.post(body, "sha1=" + Signature.of(body, Posting.DEMO_SECRET).substring(7)))
                .isEqualTo(401);
        assertThat(stored()).isZero();
    }

    @Test
    void a_form_is_no_webhook() throws Exception {
        var form =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/webhooks/whatsapp".formatted(port)))
                        .header("Content-Type", "multipart/form-data")
                        .POST(HttpRequest.BodyPublishers.ofString("--x"))
                        .build();
        var answer = HttpClient.newHttpClient().send(form, HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void a_missing_signature_stores_nothing() throws Exception {
        assertThat(meta.post(bytes(Posting.body(number, Posting.message("919800000001"))), null))
                .isEqualTo(401);
        assertThat(stored()).isZero();
    }

    @Test
    void the_signature_is_that_of_the_bytes_and_not_of_what_they_mean() throws Exception {
        var body = Posting.body(number, Posting.message("919800000001"));
        assertThat(meta.post(bytes(body + " "), Signature.of(bytes(body), Posting.DEMO_SECRET)))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "hello", "{\"entry\":[", "{\"a\":1}}", "\u0000"})
    void what_is_no_json_is_refused(String body) throws Exception {
        assertThat(meta.post(body)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"entry\":17}",
                "{\"object\":\"page\",\"entry\":[{}]}",
                "{\"entry\":[{\"id\":7,\"changes\":[{\"field\":null,\"value\":null}]}]}"
            })
    void json_that_says_nothing_is_taken_all_the_same(String body) throws Exception {
        assertThat(meta.post(body)).isEqualTo(200);
    }

    @Test
    void a_thousand_updates_in_one_post_are_a_thousand_letters() throws Exception {
        var items = new String[1_000];
        for (var i = 0; i < items.length; i++) {
            items[i] = Posting.message("919800000001");
        }
        assertThat(meta.post(Posting.body(number, items))).isEqualTo(200);
        assertThat(stored()).isEqualTo(1_000);
    }

    @Test
    void three_megabytes_are_taken_and_one_byte_more_is_not() throws Exception {
        var body = Posting.body(number, Posting.message("919800000001"));
        var largest = 3 * 1024 * 1024;
        assertThat(meta.post(body + " ".repeat(largest - bytes(body).length))).isEqualTo(200);
        assertThat(meta.post(body + " ".repeat(largest - bytes(body).length + 1))).isEqualTo(413);
    }

    @Test
    void three_megabytes_are_the_limit_also_where_nobody_says_how_much_comes() throws Exception {
        var body = Posting.body(number, Posting.message("919800000001"));
        var largest = 3 * 1024 * 1024;
        assertThat(meta.postInChunks(body + " ".repeat(largest - bytes(body).length)))
                .isEqualTo(200);
        assertThat(meta.postInChunks(body + " ".repeat(largest - bytes(body).length + 1)))
                .isEqualTo(413);
    }

    @Test
    void json_nested_without_end_is_refused() throws Exception {
        assertThat(meta.post("{\"entry\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}"))
                .isEqualTo(400);
    }

    @Test
    void a_body_that_comes_again_is_not_stored_again() throws Exception {
        var body = Posting.body(number, Posting.message("919800000001"));
        assertThat(meta.post(body)).isEqualTo(200);
        assertThat(meta.post(body)).isEqualTo(200);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void one_change_that_comes_again_among_new_ones_is_not_stored_again() throws Exception {
        var repeated = Posting.message("919800000001");
        assertThat(meta.post(Posting.body(number, repeated))).isEqualTo(200);
        assertThat(meta.post(Posting.body(number, Posting.message("919800000001"), repeated)))
                .isEqualTo(200);
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void meta_may_enter_the_address_with_the_right_token() throws Exception {
        var answer =
                meta.get(
                        "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=demo-verify-token");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("1158201444");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong",
                "?hub.mode=subscribe&hub.challenge=1",
                "?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=demo-verify-token",
                ""
            })
    void nobody_else_may(String query) throws Exception {
        assertThat(meta.get(query).statusCode()).isEqualTo(403);
    }

    @Test
    void what_is_turned_away_leaves_one_line_without_what_it_said(CapturedOutput log)
            throws Exception {
        var body = Posting.body(number, Posting.message("919800000001"));
        var unsigned = bytes(body);
        meta.post(unsigned, null);
        meta.post(unsigned, Signature.of(unsigned, "another secret"));
        meta.post("{\"entry\":" + number);
        meta.post(body + " ".repeat(3 * 1024 * 1024));
        meta.get("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess" + number);
        new Posting(port, "/webhooks/whatsapp/path" + number, Posting.DEMO_SECRET).post(body);
        var lines = log.getOut().lines().filter(line -> line.contains("refused with")).toList();
        assertThat(lines)
                .hasSize(6)
                .noneMatch(line -> line.contains(number))
                .allMatch(line -> line.endsWith("from 127.0.0.1"));
        var size = unsigned.length + " bytes";
        assertThat(lines.get(0)).contains("401", "POST to the platform's endpoint", size);
        assertThat(lines.get(1)).contains("401", "POST to the platform's endpoint", size);
        assertThat(lines.get(2)).contains("400", "POST to the platform's endpoint");
        assertThat(lines.get(3)).contains("413", "POST to the platform's endpoint");
        assertThat(lines.get(4)).contains("403", "GET to the platform's endpoint");
        assertThat(lines.get(5)).contains("404", "POST to an endpoint that is nobody's", size);
    }

    private long stored() {
        return control.sql("select count(*) from inbox where phone_number_id = ?")
                .param(number)
                .query(Long.class)
                .single();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
