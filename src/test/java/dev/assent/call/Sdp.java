package dev.assent.call;

import dev.assent.tenancy.Id;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Session descriptions as browsers write them. */
public final class Sdp {

    private Sdp() {}

    /** Another one each time. */
    public static String offer() {
        return describe("actpass");
    }

    public static String answer() {
        return describe("active");
    }

    private static String describe(String setup) {
        return """
        v=0
        o=- %d 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0
        a=extmap-allow-mixed
        a=msid-semantic: WMS 6f1d
        m=audio 54400 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
        c=IN IP4 192.0.2.7
        a=rtcp:9 IN IP4 0.0.0.0
        a=candidate:1 1 udp 2122260223 192.0.2.7 54400 typ host generation 0 network-id 1
        a=ice-ufrag:a+Z9
        a=ice-pwd:asd88fgpdd777uzjYhagZgKK
        a=ice-options:trickle
        a=fingerprint:sha-256 %s
        a=setup:%s
        a=mid:0
        a=sendrecv
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        a=fmtp:111 minptime=10;useinbandfec=1
        a=rtpmap:126 telephone-event/8000
        a=ssrc:2655508255 cname:x
        """
                .formatted(
                        Id.fresh().value(),
                        IntStream.range(0, 32)
                                .mapToObj("%02X"::formatted)
                                .collect(Collectors.joining(":")),
                        setup)
                .replace("\n", "\r\n");
    }
}
