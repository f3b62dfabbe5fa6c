package dev.assent.webhook;

import dev.assent.tenancy.Id;

import jakarta.servlet.http.HttpServletRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells the log what was turned away, never what it said. Whoever knocks all day long must not fill
 * the disk: what is more than {@value #LINES} lines a minute is only counted.
 */
@Component
class TurnedAway {

    static final String PLATFORM = "the platform's endpoint";
    static final String NOBODYS = "an endpoint that is nobody's";

    static final int LINES = 60;

    private static final Logger log = LoggerFactory.getLogger(TurnedAway.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private long begin;
    private int lines;
    private int untold;

    TurnedAway() {
        this(System::nanoTime);
    }

    TurnedAway(LongSupplier nanos) {
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    static String endpointOf(Id tenant) {
        return "the endpoint of business " + tenant;
    }

    /**
     * @param endpoint where it was sent, in words and without its secret path
     */
    synchronized void tell(HttpServletRequest request, String endpoint, HttpStatus status) {
        if (nanos.getAsLong() - begin >= MINUTE) {
            startAfresh();
        }
        if (lines == LINES) {
            untold++;
            return;
        }
        lines++;
        log.warn(
                "refused with {}: {} to {}, {} bytes, from {}",
                status.value(),
                request.getMethod(),
                endpoint,
                request.getContentLengthLong() < 0 ? "?" : request.getContentLengthLong(),
                request.getRemoteAddr());
    }

    private void startAfresh() {
        if (untold > 0) {
            log.warn("{} more webhooks were refused since, without a line each", untold);
        }
        begin = nanos.getAsLong();
        lines = 0;
        untold = 0;
    }
}
