package dev.assent.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.ReadsLog;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Answer.Done;
import dev.assent.whatsapp.Answer.Failed;
import dev.assent.whatsapp.Answer.Refused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;

import tools.jackson.databind.JsonNode;

/** What we say to Meta about calls, and what she may answer. */
@ReadsLog
class GraphCallsTest {

    private static final String SDP = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n";
    private static final String YES = "{\"messaging_product\": \"whatsapp\", \"success\": true}";

    private final FakeMeta meta = new FakeMeta();
    private final Graph graph = meta.graph(new OneToken("EAAG"));

    @AfterEach
    void close() {
        meta.close();
    }

    @Test
    void a_call_goes_out_with_our_offer_and_our_mark() {
        meta.replies(200, "{\"calls\": [{\"id\": \"wacid.1\"}], \"more\": 1}");
        var attempt = Id.fresh();
        assertThat(graph.connect("4366", new Recipient.ByNumber("919999900001"), SDP, attempt))
                .isEqualTo(new Done<>(new Dialled("wacid.1")));
        assertThat(meta.asked().getFirst().target()).isEqualTo("4366/calls");
        var said = said();
        assertThat(said.path("messaging_product").asString()).isEqualTo("whatsapp");
        assertThat(said.path("action").asString()).isEqualTo("connect");
        assertThat(said.path("to").asString()).isEqualTo("919999900001");
        assertThat(said.path("session").path("sdp_type").asString()).isEqualTo("offer");
        assertThat(said.path("session").path("sdp").asString()).isEqualTo(SDP);
        assertThat(said.path("biz_opaque_callback_data").asString()).isEqualTo(attempt.toString());
    }

    @Test
    void somebody_without_a_number_is_called_by_their_user_id() {
        meta.replies(200, "{\"calls\": [{\"id\": \"wacid.1\"}]}");
        graph.connect("4366", new Recipient.ByUserId("IN.123"), SDP, Id.fresh());
        assertThat(said().path("recipient").asString()).isEqualTo("IN.123");
        assertThat(said().has("to")).isFalse();
    }

    @Test
    void an_answer_without_the_name_of_the_call_is_no_answer() {
        meta.replies(200, "{\"calls\": []}");
        assertThat(graph.connect("4366", new Recipient.ByNumber("91"), SDP, Id.fresh()))
                .isInstanceOf(Failed.class);
    }

    @Test
    void no_permission_is_a_refusal() {
        meta.replies(401, "{\"error\": {\"message\": \"no\", \"code\": 138006}}");
        assertThat(graph.connect("4366", new Recipient.ByNumber("91"), SDP, Id.fresh()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(((Refused<?>) refused).error().trouble())
                                        .isEqualTo(Trouble.NO_PERMISSION));
    }

    @Test
    void a_call_is_readied_and_accepted_with_the_same_answer() {
        meta.replies(200, YES);
        assertThat(graph.preAccept("4366", "wacid.1", SDP)).isInstanceOf(Done.class);
        assertThat(graph.accept("4366", "wacid.1", SDP)).isInstanceOf(Done.class);
        assertThat(meta.asked())
                .extracting(asked -> Json.tree(asked.body().getBytes()))
                .allSatisfy(said -> {
                    assertThat(said.path("call_id").asString()).isEqualTo("wacid.1");
                    assertThat(said.path("session").path("sdp_type").asString())
                            .isEqualTo("answer");
                    assertThat(said.path("session").path("sdp").asString()).isEqualTo(SDP);
                })
                .extracting(said -> said.path("action").asString())
                .containsExactly("pre_accept", "accept");
    }

    @Test
    void a_call_is_rejected_and_ended_by_its_name_alone(CapturedOutput log) {
        meta.replies(200, "{\"success\": true}");
        assertThat(graph.reject("4366", "wacid.1")).isInstanceOf(Done.class);
        assertThat(graph.terminate("4366", "wacid.1")).isInstanceOf(Done.class);
        assertThat(meta.asked())
                .extracting(asked -> Json.tree(asked.body().getBytes()))
                .allSatisfy(said -> assertThat(said.has("session")).isFalse())
                .extracting(said -> said.path("action").asString())
                .containsExactly("reject", "terminate");
        assertThat(log).doesNotContain("wacid.1");
    }

    @Test
    void what_was_offered_is_never_logged_even_where_everything_is(CapturedOutput log) {
        var logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel("dev.assent", LogLevel.TRACE);
        try {
            meta.replies(400, "{\"error\": {\"message\": \"bad\", \"code\": 100}}");
            graph.connect("4366", new Recipient.ByNumber("919999900001"), SDP, Id.fresh());
        } finally {
            logging.setLogLevel("dev.assent", null);
        }
        assertThat(log).contains("call").doesNotContain("v=0", "919999900001", "EAAG");
    }

    private JsonNode said() {
        return Json.tree(meta.asked().getLast().body().getBytes());
    }
}
