package dev.assent.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reckons the contrast of every two colours that meet on a screen, as WCAG 2.2 does. */
class ColoursTest {

    private static final double TEXT = 4.5;
    private static final double SHAPE = 3;
    private static final Pattern TOKEN =
            Pattern.compile("--([a-z-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)");

    private final Map<String, List<String>> tokens = tokens();

    @ParameterizedTest
    @CsvSource({
        "ink, ground",
        "ink, surface",
        "ink, surface-soft",
        "ink, surface-hover",
        "ink, raised",
        "ink, go-faint",
        "ink, idle-soft",
        "ink, info-soft",
        "ink-soft, ground",
        "ink-soft, surface",
        "ink-soft, surface-hover",
        "ink-soft, idle-soft",
        "muted, ground",
        "muted, surface",
        "muted, surface-soft",
        "muted, surface-hover",
        "muted, raised",
        "muted, go-faint",
        "link, ground",
        "link, surface",
        "link, raised",
        "on-accent, accent",
        "on-accent, accent-hover",
        "on-go, go",
        "on-go, go-hover",
        "go-ink, go-soft",
        "go-ink, go-faint",
        "go-ink, surface",
        "on-wait, wait",
        "wait-ink, wait-soft",
        "wait-ink, ground",
        "wait-ink, surface",
        "on-stop, stop",
        "on-stop, stop-hover",
        "stop-ink, stop-soft",
        "stop-ink, surface",
        "stop, surface",
        "stop-ink, raised",
        "on-info, info",
        "info-ink, info-soft",
        "info-ink, surface",
        "on-idle, idle",
        "idle-ink, idle-soft",
        "idle-ink, surface"
    })
    void text_can_be_read(String text, String ground) {
        assertThat(contrasts(text, ground)).allMatch(contrast -> contrast >= TEXT);
    }

    @ParameterizedTest
    @CsvSource({
        "line-control, surface",
        "line-control, raised",
        "focus, ground",
        "focus, surface",
        "focus, raised",
        "focus, surface-hover",
        "go, surface",
        "go, go-faint",
        "wait, surface",
        "stop, surface",
        "info, surface",
        "info, ground",
        "idle, surface"
    })
    void shapes_can_be_told_from_their_ground(String shape, String ground) {
        assertThat(contrasts(shape, ground)).allMatch(contrast -> contrast >= SHAPE);
    }

    /** In the light, then in the dark. */
    private List<Double> contrasts(String one, String other) {
        return List.of(
                contrast(tokens.get(one).get(0), tokens.get(other).get(0)),
                contrast(tokens.get(one).get(1), tokens.get(other).get(1)));
    }

    private static double contrast(String one, String other) {
        var lighter = Math.max(luminance(one), luminance(other));
        var darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
    }

    private static double linear(String colour, int at) {
        var value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static Map<String, List<String>> tokens() {
        try {
            var found = new HashMap<String, List<String>>();
            var matcher =
                    TOKEN.matcher(Files.readString(Path.of("frontend-assets/css/tokens.css")));
            while (matcher.find()) {
                found.put(matcher.group(1), List.of(matcher.group(2), matcher.group(3)));
            }
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
