package dev.assent.demo;

import dev.assent.tenancy.Control;
import dev.assent.time.ClockMoved;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sees that the demo businesses are there: once after the first start, and anew whenever the clock
 * returns to real time. The application is healthy when they stand.
 */
@Component("demo")
@ConditionalOnBooleanProperty("assent.demo")
class Demo implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(Demo.class);

    private final Loading loading;
    private final Telling telling;
    private final JdbcClient control;
    private final Duration pause;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean stands;

    @Autowired
    Demo(Loading loading, Telling telling, @Control JdbcClient control) {
        this(loading, telling, control, Duration.ofSeconds(10));
    }

    /**
     * @param pause after which what failed is tried again
     */
    Demo(Loading loading, Telling telling, JdbcClient control, Duration pause) {
        this.loading = loading;
        this.telling = telling;
        this.control = control;
        this.pause = pause;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofPlatform().name("demo").daemon().start(this::complete);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping.countDown();
    }

    @EventListener
    void clockMoved(ClockMoved moved) {
        if (moved.back()) {
            try {
                loadAnew();
            } catch (RuntimeException failure) {
                start();
                throw failure;
            }
        }
    }

    @Override
    public Health health() {
        return stands ? Health.up().build() : Health.down().build();
    }

    private void complete() {
        try {
            while (!completed() && !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {}
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean completed() {
        try {
            if (loaded() < Businesses.ALL.size()) {
                loadAnew();
            }
            stands = true;
        } catch (RuntimeException failure) {
            tell(failure);
        }
        return stands;
    }

    private void tell(RuntimeException failure) {
        if (stopping.getCount() == 0) {
            log.info("stopped before the demo businesses were loaded");
        } else {
            log.error(
                    "the demo businesses could not be loaded; next try in {} s",
                    pause.toSeconds(),
                    failure);
        }
    }

    private synchronized void loadAnew() {
        stands = false;
        control.sql("delete from demo_business").update();
        telling.forget();
        for (var business : Businesses.ALL) {
            loading.load(business);
            control.sql("insert into demo_business (slug) values (?)")
                    .param(business.slug())
                    .update();
        }
        stands = true;
    }

    private long loaded() {
        return control.sql("select count(*) from demo_business").query(Long.class).single();
    }
}
