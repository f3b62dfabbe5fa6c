package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.call.SessionDescription.Role;
import dev.assent.call.SessionDescription.Unfit;
import dev.assent.whatsapp.Notice;
import dev.assent.whatsapp.Person;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class SessionDescriptionTest {

    @Test
    void what_a_browser_writes_is_passed_on_as_it_is() {
        var offer = Sdp.offer();
        assertThat(SessionDescription.ours(offer, Role.OFFER).sdp()).isEqualTo(offer);
        var answer = Sdp.answer();
        assertThat(SessionDescription.ours(answer, Role.ANSWER).sdp()).isEqualTo(answer);
    }

    @Test
    void lines_end_as_meta_wants_them() {
        var bare = Sdp.offer().replace("\r\n", "\n").strip();
        assertThat(SessionDescription.ours(bare, Role.OFFER).sdp())
                .isEqualTo(bare.replace("\n", "\r\n") + "\r\n");
    }

    @Test
    void an_offer_is_no_answer() {
        assertThatThrownBy(() -> SessionDescription.ours(Sdp.offer(), Role.ANSWER))
                .isInstanceOf(Unfit.class);
        assertThatThrownBy(() -> SessionDescription.ours(Sdp.answer(), Role.OFFER))
                .isInstanceOf(Unfit.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # in the offer                | instead of it                     | complaint
                    v=0                           | v=1                               | no session description
                    s=-                           | -                                 | no session description
                    s=-                           | s=<b>\u0007</b>                   | no session description
                    s=-                           | s=जी                              | no session description
                    m=audio                       | m=video                           | one audio stream
                    UDP/TLS/RTP/SAVPF             | RTP/AVP                           | one audio stream
                    a=mid:0                       | m=video 9 UDP/TLS/RTP/SAVPF 96    | one audio stream
                    a=mid:0                       | m=application 9 UDP/DTLS/SCTP 0   | one audio stream
                    a=rtpmap:111 opus/48000/2     | a=rtpmap:111 L16/44100            | must offer Opus
                    a=rtpmap:111 opus/48000/2     | a=rtpmap:112 opus/48000/2         | must offer Opus
                    a=sendrecv                    | a=recvonly                        | send and receive
                    a=sendrecv                    | a=inactive                        | send and receive
                    a=rtcp-mux                    | a=rtcp-rsize                      | rtcp-mux
                    a=fingerprint:sha-256         | a=fingerprint:sha-1               | SHA-256
                    a=fingerprint:sha-256 00:     | a=fingerprint:sha-256             | SHA-256
                    a=fingerprint:                | a=print:                          | SHA-256
                    a=mid:0                       | a=fingerprint:sha-1 00:01         | SHA-256
                    a=mid:0                       | a=crypto:1 AES_CM_128 inline:a    | keys
                    a=ice-ufrag:                  | a=ice-user:                       | ICE
                    a=ice-ufrag:a+Z9              | a=ice-ufrag:a                     | ICE
                    a=ice-pwd:asd88fgpdd777uzjYhagZgKK | a=ice-pwd:short              | ICE
                    a=mid:0                       | a=ice-ufrag:b+Z9                  | ICE
                    a=setup:actpass               | a=setup:passive                   | setup:actpass
                    a=setup:actpass               | a=mid:1                           | setup:actpass
                    a=mid:0                       | a=setup:actpass                   | setup:actpass
                    """)
    void whatever_meta_would_not_or_must_not_get_is_named(
            String part, String instead, String complaint) {
        var changed = Sdp.offer().replace(part, instead);
        assertThatThrownBy(() -> SessionDescription.ours(changed, Role.OFFER))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void it_may_be_ten_kilobytes_long_and_not_a_byte_more() {
        assertThat(SessionDescription.ours(ofLength(10_240), Role.OFFER).sdp()).hasSize(10_240);
        assertThatThrownBy(() -> SessionDescription.ours(ofLength(10_241), Role.OFFER))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("10,240");
        assertThat(SessionDescription.theirs(ofLength(10_240))).isPresent();
        assertThat(SessionDescription.theirs(ofLength(10_241))).isEmpty();
    }

    @Test
    void none_at_all_is_missing() {
        assertThatThrownBy(() -> SessionDescription.ours(null, Role.OFFER))
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> SessionDescription.ours(" ", Role.OFFER))
                .hasMessageContaining("missing");
        assertThat(SessionDescription.theirs(null)).isEmpty();
        assertThat(SessionDescription.theirs("{}")).isEmpty();
    }

    @Test
    void it_shows_nothing_of_itself() {
        assertThat(SessionDescription.ours(Sdp.offer(), Role.OFFER))
                .hasToString("SessionDescription");
        assertThat(new CallController.Wanted("a", "b", Sdp.offer(), false, "tab").toString())
                .doesNotContain("v=0", "fingerprint");
        assertThat(new CallController.Answer(Sdp.answer()).toString()).doesNotContain("v=0");
        assertThat(told().toString()).doesNotContain("v=0");
        assertThat(seen().toString()).doesNotContain("v=0");
    }

    /** By Meta. */
    private static Notice.CallConnect told() {
        return new Notice.CallConnect(
                "wacid.1",
                new Person("919886021144", null, null),
                Instant.EPOCH,
                Notice.Direction.INCOMING,
                Sdp.offer(),
                null,
                null);
    }

    /** By the agent who holds the call. */
    private static CallView seen() {
        return new CallView(
                "a",
                "incoming",
                "claimed",
                new CallView.Person("b", "Meera Nair", "+919886021144"),
                new CallView.Number("c", "+918045678901", "Lotus Dental"),
                new CallView.Agent("d", "Asha Rao"),
                Sdp.offer(),
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                "Meera Nair is calling.",
                true);
    }

    private static String ofLength(int bytes) {
        var offer = Sdp.offer();
        return offer + "a=x:" + "y".repeat(bytes - offer.length() - 6) + "\r\n";
    }
}
