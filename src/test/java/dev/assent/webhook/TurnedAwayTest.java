package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.ReadsLog;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

@ReadsLog
class TurnedAwayTest {

    private final AtomicLong nanos = new AtomicLong();
    private final TurnedAway turnedAway = new TurnedAway(nanos::get);

    @Test
    void a_flood_is_counted_and_told_in_the_next_minute(CapturedOutput log) {
        refuse(TurnedAway.LINES);
        assertThat(lines(log)).isEqualTo(TurnedAway.LINES);
        refuse(2);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
        refuse(1);
        assertThat(lines(log)).isEqualTo(TurnedAway.LINES);
        nanos.addAndGet(1);
        refuse(1);
        assertThat(lines(log)).isEqualTo(TurnedAway.LINES + 1);
        assertThat(log.getOut()).contains("3 more webhooks were refused");
    }

    private void refuse(int times) {
        for (var n = 0; n < times; n++) {
            turnedAway.tell(
                    new MockHttpServletRequest("POST", "/"), "here", HttpStatus.UNAUTHORIZED);
        }
    }

    private static long lines(CapturedOutput log) {
        return log.getOut().lines().filter(line -> line.contains("refused with 401")).count();
    }
}
