package dev.assent.demo;

import dev.assent.tenancy.Control;
import dev.assent.time.ClockMoved;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

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
    private volatile boolean stands;

    Demo(Loading loading, Telling telling, @Control JdbcClient control) {
        this.loading = loading;
        this.telling = telling;
        this.control = control;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofPlatform().name("demo").daemon().start(this::complete);
    }

    @EventListener
    void clockMoved(ClockMoved moved) {
        if (moved.back()) {
            loadAnew();
        }
    }

    @Override
    public Health health() {
        return stands ? Health.up().build() : Health.down().build();
    }

    private synchronized void complete() {
        try {
            if (loaded() < Businesses.ALL.size()) {
                loadAnew();
            }
            stands = true;
        } catch (RuntimeException failure) {
            log.error("the demo businesses could not be loaded", failure);
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
