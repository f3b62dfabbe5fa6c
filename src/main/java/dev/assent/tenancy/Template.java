package dev.assent.tenancy;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

/**
 * Writes the times of a batch as the column has them. For an {@link Instant} the driver makes a
 * calendar anew, twice: half of the work of a batch.
 */
class Template extends JdbcTemplate {

    Template(DataSource source) {
        super(source);
    }

    @Override
    public int[] batchUpdate(String sql, List<? extends @Nullable Object[]> rows) {
        return super.batchUpdate(sql, rows.stream().map(Template::inUtc).toList());
    }

    private static @Nullable Object[] inUtc(@Nullable Object[] row) {
        return Arrays.stream(row)
                .map(value ->
                        value instanceof Instant time
                                ? LocalDateTime.ofInstant(time, ZoneOffset.UTC)
                                : value)
                .toArray();
    }
}
