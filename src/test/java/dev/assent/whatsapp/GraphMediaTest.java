package dev.assent.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.whatsapp.Answer.Done;
import dev.assent.whatsapp.Answer.Unreachable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphMediaTest {

    private final FakeMeta meta = new FakeMeta();
    private final Graph graph = meta.graph(new OneToken("EAAsecret"));

    @AfterEach
    void close() {
        meta.close();
    }

    @Test
    void a_file_is_fetched_where_meta_says_it_is() {
        kept(meta.url() + "/files/1", 5);
        assertThat(graph.media("4366", "77", 100))
                .isInstanceOfSatisfying(
                        Done.class,
                        done -> {
                            var file = (MediaFile) done.value();
                            assertThat(file.mimeType()).isEqualTo("image/png");
                            assertThat(file.bytes()).asString().isEqualTo("tooth");
                        });
        assertThat(meta.asked())
                .extracting(FakeMeta.Asked::target)
                .containsExactly("77?phone_number_id=4366", "files/1");
        assertThat(meta.asked())
                .extracting(FakeMeta.Asked::authorization)
                .containsOnly("Bearer EAAsecret");
    }

    @Test
    void one_that_is_too_long_is_not_fetched() {
        kept(meta.url() + "/files/1", 101);
        assertThat(graph.media("4366", "77", 100))
                .isEqualTo(new Done<>(new MediaFile("image/png", 101, null)));
        assertThat(meta.asked()).hasSize(1);
    }

    @Test
    void one_that_is_longer_than_told_is_cut_off() {
        kept(meta.url() + "/files/1", 1);
        assertThat(graph.media("4366", "77", 4)).isNotInstanceOf(Done.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/files/1",
                "https://lookaside.fbsbx.com/whatsapp/1",
                "https://evil.example/1",
                "http://localhost/1",
                "file:///etc/passwd"
            })
    void the_token_goes_nowhere_else(String url) {
        kept(url, 5);
        assertThat(graph.media("4366", "77", 100)).isEqualTo(new Unreachable<MediaFile>());
        assertThat(meta.asked()).hasSize(1);
    }

    @Test
    void a_stranger_who_would_listen_is_not_asked() {
        try (var stranger = new FakeMeta()) {
            stranger.replies(200, "tooth");
            kept(stranger.url() + "/files/1", 5);
            assertThat(graph.media("4366", "77", 100)).isEqualTo(new Unreachable<MediaFile>());
            assertThat(stranger.asked()).isEmpty();
        }
    }

    @Test
    void a_read_mark_names_the_message() {
        meta.replies(200, "{\"success\": true}");
        assertThat(graph.markRead("4366", "wamid.1")).isInstanceOf(Done.class);
        assertThat(meta.asked().getFirst().body())
                .contains("\"status\":\"read\"", "\"message_id\":\"wamid.1\"");
    }

    private void kept(String url, int size) {
        meta.replies((exchange, asked) -> {
            var answer =
                    asked.target().startsWith("77")
                            ? "{\"url\": \"%s\", \"mime_type\": \"image/png\", \"file_size\": %d}"
                                    .formatted(url, size)
                            : "tooth";
            FakeMeta.status(200, answer).to(exchange, asked);
        });
    }
}
