package dev.assent.simulator;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Meta asks of a session description. */
final class Sdp {

    private static final int LONGEST = 20_000;
    private static final Pattern FINGERPRINT =
            Pattern.compile("a=fingerprint:sha-256 [0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31}");
    private static final Pattern OPUS =
            Pattern.compile("a=rtpmap:[0-9]+ opus/48000/2", Pattern.CASE_INSENSITIVE);

    private Sdp() {}

    /** What is wrong with an offer. */
    static Optional<String> flawInOffer(String sdp) {
        return flaw(sdp, "actpass");
    }

    /** What is wrong with an answer. */
    static Optional<String> flawInAnswer(String sdp) {
        return flaw(sdp, "active");
    }

    private static Optional<String> flaw(String sdp, String setup) {
        var lines = sdp.lines().toList();
        var media = lines.stream().filter(line -> line.startsWith("m=")).toList();
        if (sdp.length() > LONGEST) {
            return Optional.of("it is longer than %d characters.".formatted(LONGEST));
        }
        if (lines.isEmpty() || !lines.getFirst().equals("v=0")) {
            return Optional.of("it does not begin with v=0.");
        }
        if (media.size() != 1 || !media.getFirst().startsWith("m=audio ")) {
            return Optional.of("there must be one m=audio and no other medium.");
        }
        if (!media.getFirst().contains(" UDP/TLS/RTP/SAVPF ")) {
            return Optional.of("the audio must travel as UDP/TLS/RTP/SAVPF.");
        }
        if (lines.stream().noneMatch(line -> OPUS.matcher(line).matches())) {
            return Optional.of("opus/48000/2 is missing.");
        }
        if (lines.stream().noneMatch(line -> FINGERPRINT.matcher(line).matches())) {
            return Optional.of("there must be a sha-256 fingerprint.");
        }
        if (missing(lines, "a=ice-ufrag:") || missing(lines, "a=ice-pwd:")) {
            return Optional.of("ice-ufrag or ice-pwd is missing.");
        }
        if (!lines.contains("a=rtcp-mux")) {
            return Optional.of("rtcp-mux is missing.");
        }
        if (!lines.contains("a=setup:" + setup)) {
            return Optional.of("it must say a=setup:%s.".formatted(setup));
        }
        if (lines.stream().anyMatch(List.of("a=sendonly", "a=recvonly", "a=inactive")::contains)) {
            return Optional.of("the audio must be sendrecv.");
        }
        return Optional.empty();
    }

    private static boolean missing(List<String> lines, String attribute) {
        return lines.stream()
                .noneMatch(
                        line -> line.startsWith(attribute) && line.length() > attribute.length());
    }
}
