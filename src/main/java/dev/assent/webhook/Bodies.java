package dev.assent.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads what is posted before it is known who posts. Long bodies are read a few at a time, so that
 * strangers cannot fill the memory with them; short ones wait for nobody.
 */
final class Bodies {

    static final int LARGEST = 3 * 1024 * 1024;
    static final int LONG_AT_ONCE = 16;

    private static final int SHORT = 64 * 1024;
    private static final int SECONDS_TO_WAIT = 2;

    private final Semaphore places = new Semaphore(LONG_AT_ONCE);

    /**
     * Up to one byte more than the largest, which tells that it is too large; nothing while too
     * many long ones are being read.
     *
     * @throws IOException if the sender breaks off
     */
    Optional<byte[]> read(InputStream body) throws IOException {
        var beginning = body.readNBytes(SHORT);
        if (beginning.length < SHORT) {
            return Optional.of(beginning);
        }
        if (!mayGoOn()) {
            return Optional.empty();
        }
        try {
            return Optional.of(joined(beginning, body.readNBytes(LARGEST + 1 - SHORT)));
        } finally {
            places.release();
        }
    }

    private boolean mayGoOn() {
        try {
            return places.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] joined(byte[] beginning, byte[] rest) {
        var whole = Arrays.copyOf(beginning, beginning.length + rest.length);
        System.arraycopy(rest, 0, whole, beginning.length, rest.length);
        return whole;
    }
}
