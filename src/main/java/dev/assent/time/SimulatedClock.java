package dev.assent.time;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Demo mode's switch for business time. How far it runs ahead survives a restart. */
@RestController
@RequestMapping("/simulator/clock")
@ConditionalOnBooleanProperty("assent.demo")
class SimulatedClock {

    private static final Duration FURTHEST = Duration.ofDays(3_650);

    private final BusinessTime time;
    private final JdbcClient control;
    private final ApplicationEventPublisher events;

    SimulatedClock(
            BusinessTime time,
            @Qualifier("control") JdbcClient control,
            ApplicationEventPublisher events) {
        this.time = time;
        this.control = control;
        this.events = events;
        control.sql("select seconds_ahead from simulated_clock")
                .query(Long.class)
                .optional()
                .ifPresent(seconds -> time.runAhead(Duration.ofSeconds(seconds)));
    }

    /** What the clock shows, and how far ahead of real time that is. */
    record Reading(Instant now, Duration ahead) {}

    record Move(@Nullable String advance) {}

    @GetMapping
    Reading read() {
        return new Reading(time.instant(), time.ahead());
    }

    @PostMapping
    synchronized Reading advance(@RequestBody Move move) {
        var step = step(move.advance());
        var ahead = step.compareTo(FURTHEST) > 0 ? step : time.ahead().plus(step);
        if (ahead.compareTo(FURTHEST) > 0) {
            throw new IllegalArgumentException(
                    "The clock can run ahead ten years at most. DELETE returns to real time.");
        }
        set(ahead);
        events.publishEvent(new ClockMoved(false));
        return read();
    }

    @DeleteMapping
    synchronized Reading returnToRealTime() {
        set(Duration.ZERO);
        events.publishEvent(new ClockMoved(true));
        return read();
    }

    @ExceptionHandler
    ProblemDetail refused(IllegalArgumentException refusal) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT, refusal.getMessage());
    }

    private void set(Duration ahead) {
        control.sql(
                        """
                        insert into simulated_clock (one, seconds_ahead) values (1, ?)
                        on duplicate key update seconds_ahead = values(seconds_ahead)
                        """)
                .param(ahead.toSeconds())
                .update();
        time.runAhead(ahead);
    }

    private static Duration step(@Nullable String text) {
        try {
            var step = Duration.parse(text == null ? "" : text).truncatedTo(ChronoUnit.SECONDS);
            if (step.isNegative()) {
                throw new IllegalArgumentException(
                        "The clock moves forward only. DELETE returns to real time.");
            }
            return step;
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw new IllegalArgumentException(
                    "Say how far in ISO 8601, for example {\"advance\": \"PT24H\"}.", unreadable);
        }
    }
}
