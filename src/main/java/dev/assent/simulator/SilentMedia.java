package dev.assent.simulator;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** Session descriptions that are right in form and lead nowhere: a call without sound. */
class SilentMedia implements Media {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String answerTo(String offer) {
        return describe("active");
    }

    @Override
    public String offer() {
        return describe("actpass");
    }

    private static String describe(String setup) {
        return """
        v=0
        o=- %d 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE audio
        a=msid-semantic: WMS
        a=ice-lite
        m=audio 40012 UDP/TLS/RTP/SAVPF 111 126
        c=IN IP4 127.0.0.1
        a=rtcp:9 IN IP4 0.0.0.0
        a=candidate:1 1 udp 2130706431 127.0.0.1 40012 typ host generation 0
        a=ice-ufrag:%s
        a=ice-pwd:%s
        a=fingerprint:sha-256 %s
        a=setup:%s
        a=mid:audio
        a=sendrecv
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        a=fmtp:111 maxaveragebitrate=20000;maxplaybackrate=16000;minptime=20;useinbandfec=1
        a=rtpmap:126 telephone-event/8000
        a=maxptime:20
        a=ptime:20
        """
                .formatted(
                        RANDOM.nextLong(1, Long.MAX_VALUE),
                        hex(4),
                        hex(16),
                        HexFormat.ofDelimiter(":").formatHex(bytes(32)).toUpperCase(Locale.ROOT),
                        setup)
                .replace("\n", "\r\n");
    }

    private static String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
