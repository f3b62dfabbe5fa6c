package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

class BodiesTest {

    private static final byte[] SHORT = new byte[1_000];
    private static final byte[] LONG = new byte[Bodies.LARGEST];

    private final Bodies bodies = new Bodies();
    private final CountDownLatch atHalf = new CountDownLatch(Bodies.LONG_AT_ONCE);
    private final CountDownLatch rest = new CountDownLatch(1);

    @Test
    void who_sends_long_ones_slowly_keeps_no_short_one_waiting_and_takes_no_more_memory()
            throws Exception {
        try (var strangers = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun =
                    IntStream.range(0, Bodies.LONG_AT_ONCE)
                            .mapToObj(_ -> strangers.submit(() -> bodies.read(slow())))
                            .toList();
            try {
                atHalf.await();
                assertThat(bodies.read(stream(SHORT))).contains(SHORT);
                var untouched = stream(LONG);
                assertThat(bodies.read(untouched)).isEmpty();
                assertThat(untouched.available()).isGreaterThan(LONG.length * 9 / 10);
            } finally {
                rest.countDown();
            }
            for (var body : begun) {
                assertThat(body.get()).contains(LONG);
            }
            assertThat(bodies.read(stream(LONG))).contains(LONG);
        }
    }

    @Test
    void who_breaks_off_leaves_the_place_to_others() throws Exception {
        for (var n = 0; n < Bodies.LONG_AT_ONCE; n++) {
            assertThatIOException().isThrownBy(() -> bodies.read(breaking()));
        }
        assertThat(bodies.read(stream(LONG))).contains(LONG);
    }

    @Test
    void of_what_is_too_long_one_byte_more_is_read_than_may_be() throws Exception {
        assertThat(bodies.read(stream(new byte[Bodies.LARGEST + 9])))
                .hasValueSatisfying(body -> assertThat(body).hasSize(Bodies.LARGEST + 1));
    }

    private static InputStream stream(byte[] body) {
        return new ByteArrayInputStream(body);
    }

    /** A long body whose second half comes with the rest. */
    private InputStream slow() {
        return halfway(() -> {
            atHalf.countDown();
            try {
                rest.await();
            } catch (InterruptedException stopped) {
                throw new InterruptedIOException();
            }
        });
    }

    private static InputStream breaking() {
        return halfway(() -> {
            throw new EOFException("gone");
        });
    }

    private static InputStream halfway(Happening happening) {
        return new FilterInputStream(stream(LONG)) {

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (available() < LONG.length / 2) {
                    happening.happen();
                }
                return super.read(into, offset, length);
            }
        };
    }

    private interface Happening {

        void happen() throws IOException;
    }
}
