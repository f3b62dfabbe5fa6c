package dev.assent.tenancy;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Without the control schema a node can do nothing. */
@Component
class DatabaseHealth implements HealthIndicator {

    private final JdbcClient control;

    DatabaseHealth(@Control JdbcClient control) {
        this.control = control;
    }

    @Override
    public Health health() {
        try {
            control.sql("select 1").query(Integer.class).single();
            return Health.up().build();
        } catch (DataAccessException away) {
            return Health.down(away).build();
        }
    }
}
