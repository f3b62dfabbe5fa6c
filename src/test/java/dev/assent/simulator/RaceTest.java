package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AtOnce;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.util.List;
import java.util.function.Supplier;

/** What many want at once, only so many get as the limit allows. */
@SimulatorTest
class RaceTest {

    private static final int RACERS = 48;

    @LocalServerPort int port;

    private final Application application = new Application();
    private Meta meta;
    private Meta.Line lotus;

    @BeforeEach
    void aNumber() {
        meta = new Meta(port);
        lotus = meta.line("IN", application);
        meta.done("PATCH", "/settings.json", "{\"quirks\":{\"messages_per_second\":100000}}");
    }

    @AfterEach
    void close() {
        meta.done("PATCH", "/settings.json", "{\"quirks\":{\"messages_per_second\":80}}");
        application.close();
    }

    @Test
    void one_of_many_requests_at_once_is_taken() throws Exception {
        for (var round = 0; round < 5; round++) {
            var farah = Meta.person();
            lotus.phone(farah, "message", "{\"text\":\"hi\"}");
            var codes = race(() -> lotus.ask(farah).code());
            assertThat(codes).containsOnlyOnce(0);
            assertThat(codes).containsOnly(0, 138009);
        }
    }

    @Test
    void one_of_many_calls_at_once_is_put_through() throws Exception {
        for (var round = 0; round < 5; round++) {
            var farah = Meta.person();
            lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
            var codes = race(() -> lotus.dial(farah).code());
            assertThat(codes).containsOnlyOnce(0);
            assertThat(codes).containsOnly(0, 138003);
        }
    }

    @Test
    void a_stranger_becomes_one_person_only() throws Exception {
        var farah = Meta.person();
        var statuses = race(() -> lotus.phone(farah, "message", "{\"text\":\"hi\"}").status());
        assertThat(statuses).containsOnly(200);
        assertThat(lotus.state(farah).path("messages").size()).isEqualTo(RACERS);
    }

    private List<Integer> race(Supplier<Integer> racer) throws Exception {
        return AtOnce.all(RACERS, _ -> racer::get);
    }
}
