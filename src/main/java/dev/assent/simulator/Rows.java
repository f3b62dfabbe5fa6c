package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Between records and rows; every time in the database is UTC, enums are kept by name. */
final class Rows {

    private static final DefaultConversionService CONVERSION = conversion();

    private Rows() {}

    /** Fills a record from the columns that are called like its components. */
    static <T> RowMapper<T> of(Class<T> type) {
        return new SimplePropertyRowMapper<>(type, CONVERSION);
    }

    /** Parameters of a statement, absent ones included. */
    static List<@Nullable Object> values(@Nullable Object... values) {
        return Arrays.stream(values)
                .<@Nullable Object>map(value -> value instanceof Enum<?> name ? name.name() : value)
                .toList();
    }

    private static DefaultConversionService conversion() {
        var conversion = new DefaultConversionService();
        conversion.addConverter(
                LocalDateTime.class, Instant.class, time -> time.toInstant(ZoneOffset.UTC));
        return conversion;
    }
}
