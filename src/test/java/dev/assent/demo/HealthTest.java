package dev.assent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.assent.AssentTest;
import dev.assent.ReadsLog;
import dev.assent.tenancy.Control;
import dev.assent.time.ClockMoved;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;

/** The application is healthy while the demo businesses stand, and only then. */
@AssentTest
@TestPropertySource(properties = "test.schemas=_c")
@ReadsLog
class HealthTest {

    @Autowired @Control JdbcClient control;
    @Autowired Demo whole;

    private final Logger log = (Logger) LoggerFactory.getLogger(Demo.class);
    private final Loads loads = new Loads();
    private Demo demo;

    @BeforeEach
    void nothingIsLoaded() {
        await().atMost(Duration.ofMinutes(1)).until(() -> isUp(whole));
        control.sql("delete from demo_business").update();
        demo = new Demo(loads, new NothingToTell(), control, Duration.ofMillis(20));
    }

    @AfterEach
    void stop() {
        demo.stop();
        loads.may.release(1_000);
        log.setLevel(null);
        control.sql("delete from demo_business").update();
        Businesses.ALL.forEach(business ->
                control.sql("insert into demo_business (slug) values (?)")
                        .param(business.slug())
                        .update());
    }

    @Test
    void up_when_all_businesses_stand_and_not_before() {
        assertThat(isUp(demo)).isFalse();
        demo.start();
        for (int loaded = 0; loaded < Businesses.ALL.size(); loaded++) {
            var before = loaded;
            await().until(() -> loads.begun.size() == before + 1);
            assertThat(isUp(demo)).isFalse();
            loads.may.release();
        }
        await().until(() -> isUp(demo));
        assertThat(loads.begun).isEqualTo(Businesses.ALL);
    }

    @Test
    void up_at_once_where_they_stand_already() {
        loads.may.release(1_000);
        demo.start();
        await().until(() -> isUp(demo));
        var again = new Demo(loads, new NothingToTell(), control, Duration.ofMillis(20));
        again.start();
        await().until(() -> isUp(again));
        assertThat(loads.begun).hasSize(Businesses.ALL.size());
    }

    @Test
    void what_failed_is_tried_again_until_it_works(CapturedOutput output) {
        loads.fails = true;
        loads.may.release(1_000);
        demo.start();
        await().until(() -> loads.begun.size() >= 3);
        assertThat(isUp(demo)).isFalse();
        assertThat(output).contains("the demo businesses could not be loaded");
        loads.fails = false;
        await().until(() -> isUp(demo));
    }

    @Test
    void what_failed_when_the_clock_went_back_is_tried_again_too() {
        loads.may.release(1_000);
        demo.start();
        await().until(() -> isUp(demo));
        loads.fails = true;
        assertThatIllegalStateException().isThrownBy(() -> demo.clockMoved(new ClockMoved(true)));
        assertThat(isUp(demo)).isFalse();
        loads.fails = false;
        await().until(() -> isUp(demo));
    }

    @Test
    void an_application_that_stops_meanwhile_says_so_without_alarm(CapturedOutput output) {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        loads.fails = true;
        demo.start();
        await().until(() -> !loads.begun.isEmpty());
        demo.stop();
        loads.may.release(1_000);
        await().until(() -> output.getAll().contains("stopped before the demo businesses"));
        log.detachAppender(lines);
        assertThat(lines.list)
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.getLevel()).isNotEqualTo(Level.ERROR);
                    assertThat(line.getFormattedMessage()).doesNotContain("could not be loaded");
                    assertThat(line.getThrowableProxy()).isNull();
                });
        assertThat(loads.begun).hasSize(1);
    }

    private static boolean isUp(Demo demo) {
        return demo.health().getStatus().equals(Status.UP);
    }

    /** Loads when it may, or fails. */
    private static final class Loads extends Loading {

        final List<Business> begun = Collections.synchronizedList(new ArrayList<>());
        final Semaphore may = new Semaphore(0);
        volatile boolean fails;

        Loads() {
            super(
                    null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null);
        }

        @Override
        void load(Business business) {
            begun.add(business);
            may.acquireUninterruptibly();
            if (fails) {
                throw new IllegalStateException("no database");
            }
        }
    }

    private static final class NothingToTell extends Telling {

        NothingToTell() {
            super(new MockEnvironment());
        }

        @Override
        void forget() {}
    }
}
