package dev.assent.call;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one end of a call can be reached and what it can do (SDP, RFC 8866), with CRLF. Holds the
 * keys of the connection, so it is never logged and shows nothing of itself as text.
 */
record SessionDescription(String sdp) {

    /** Far more than a browser needs to describe one voice. */
    static final int LONGEST = 10_240;

    private static final Pattern LINE = Pattern.compile("[a-z]=[\\x20-\\x7e]+");
    private static final Pattern MEDIA =
            Pattern.compile("m=audio [0-9]{1,5}(?:/1)? UDP/TLS/RTP/SAVPF((?: [0-9]{1,3})+)");
    private static final Pattern OPUS =
            Pattern.compile("a=rtpmap:([0-9]{1,3}) opus/48000/2", Pattern.CASE_INSENSITIVE);
    private static final Pattern FINGERPRINT =
            Pattern.compile(
                    "a=fingerprint:sha-256 [0-9a-f]{2}(?::[0-9a-f]{2}){31}",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern UFRAG = Pattern.compile("a=ice-ufrag:[A-Za-z0-9+/]{4,256}");
    private static final Pattern PASSWORD = Pattern.compile("a=ice-pwd:[A-Za-z0-9+/]{22,256}");

    /** Which of the two begins. */
    enum Role {
        OFFER("actpass"),
        ANSWER("active");

        private final String setup;

        Role(String setup) {
            this.setup = setup;
        }
    }

    /** What is wrong with a text that should be one. */
    static final class Unfit extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Unfit(String what) {
            super(what, null, false, false);
        }
    }

    /**
     * What a browser of ours says.
     *
     * @throws Unfit if Meta would not, or must not, get it
     */
    static SessionDescription ours(@Nullable String text, Role role) {
        return new SessionDescription(checked(text, role));
    }

    /** What Meta says; empty if it is no text that could be given to a browser. */
    static Optional<SessionDescription> theirs(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(sdp -> sdp.startsWith("v=0"))
                .filter(sdp -> bytes(sdp) <= LONGEST)
                .map(SessionDescription::new);
    }

    private static String checked(@Nullable String text, Role role) {
        if (text == null || text.isBlank()) {
            throw new Unfit("it is missing");
        }
        if (bytes(text) > LONGEST) {
            throw new Unfit("it is longer than %,d bytes".formatted(LONGEST));
        }
        var lines = List.of(text.strip().split("\r?\n"));
        if (!lines.getFirst().equals("v=0") || !lines.stream().allMatch(LINE.asMatchPredicate())) {
            throw new Unfit("it is no session description");
        }
        checkMedia(lines);
        checkKeys(lines);
        if (!all(lines, "a=setup:").equals(List.of("a=setup:" + role.setup))) {
            throw new Unfit("it must say setup:%s once".formatted(role.setup));
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    /** One voice both ways, in a code that Meta speaks. */
    private static void checkMedia(List<String> lines) {
        var media = all(lines, "m=");
        var audio = media.size() == 1 ? MEDIA.matcher(media.getFirst()) : null;
        if (audio == null || !audio.matches()) {
            throw new Unfit("it must describe one audio stream and nothing else");
        }
        var types = List.of(audio.group(1).strip().split(" "));
        if (lines.stream()
                .map(OPUS::matcher)
                .noneMatch(opus -> opus.matches() && types.contains(opus.group(1)))) {
            throw new Unfit("it must offer Opus");
        }
        if (lines.stream().anyMatch(List.of("a=sendonly", "a=recvonly", "a=inactive")::contains)) {
            throw new Unfit("it must send and receive");
        }
        if (!lines.contains("a=rtcp-mux")) {
            throw new Unfit("it must say rtcp-mux");
        }
    }

    /** Nobody may listen in. */
    private static void checkKeys(List<String> lines) {
        var fingerprints = all(lines, "a=fingerprint:");
        if (fingerprints.isEmpty()
                || !fingerprints.stream().allMatch(FINGERPRINT.asMatchPredicate())) {
            throw new Unfit("it must have a SHA-256 fingerprint and no other");
        }
        if (!all(lines, "a=crypto:").isEmpty()) {
            throw new Unfit("keys must not stand in it");
        }
        if (!fits(all(lines, "a=ice-ufrag:"), UFRAG) || !fits(all(lines, "a=ice-pwd:"), PASSWORD)) {
            throw new Unfit("it must have one ICE user and password");
        }
    }

    private static boolean fits(List<String> found, Pattern pattern) {
        return found.size() == 1 && pattern.matcher(found.getFirst()).matches();
    }

    private static List<String> all(List<String> lines, String beginning) {
        var found = new ArrayList<String>();
        for (var line : lines) {
            if (line.startsWith(beginning)) {
                found.add(line);
            }
        }
        return found;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return "SessionDescription";
    }
}
