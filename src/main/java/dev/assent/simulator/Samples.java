package dev.assent.simulator;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import javax.imageio.ImageIO;

/**
 * What people send who send no words: a picture and a voice note, each drawn on the spot. What
 * there is is told by the id alone, so nothing is kept.
 */
final class Samples {

    private static final int SECONDS = 2;
    private static final int RATE = 8_000;

    private Samples() {}

    /** Of one kind: Meta's type, and how it is encoded. */
    enum Kind {
        PICTURE("image", "image/png"),
        VOICE("audio", "audio/wav");

        private final String type;
        private final String mimeType;

        Kind(String type, String mimeType) {
            this.type = type;
            this.mimeType = mimeType;
        }

        String type() {
            return type;
        }

        String mimeType() {
            return mimeType;
        }

        /** An id of a new one. */
        String fresh() {
            return "%s-%s".formatted(type, Ids.digits());
        }

        byte[] bytes() {
            return switch (this) {
                case PICTURE -> picture();
                case VOICE -> voice();
            };
        }
    }

    /** What kind of thing this id is of; empty if it is no id of ours. */
    static Optional<Kind> kind(String id) {
        for (var kind : Kind.values()) {
            if (id.matches(kind.type() + "-\\d{1,40}")) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** A tooth on a blue ground. */
    private static byte[] picture() {
        var image = new BufferedImage(480, 320, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(0x2f6f9f));
        graphics.fillRect(0, 0, 480, 320);
        graphics.setColor(new Color(0xf6f3ea));
        graphics.fillRoundRect(160, 70, 160, 110, 90, 90);
        graphics.fillRoundRect(168, 120, 60, 130, 50, 60);
        graphics.fillRoundRect(252, 120, 60, 130, 50, 60);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** A tone that swells and fades. */
    private static byte[] voice() {
        var samples = SECONDS * RATE;
        var file = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(36 + samples * 2).put(ascii("WAVEfmt ")).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
        file.putShort((short) 2).putShort((short) 16);
        file.put(ascii("data")).putInt(samples * 2);
        for (int sample = 0; sample < samples; sample++) {
            var swell = Math.sin(Math.PI * sample / samples);
            var tone = Math.sin(2 * Math.PI * 330 * sample / RATE);
            file.putShort((short) (tone * swell * 8_000));
        }
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
