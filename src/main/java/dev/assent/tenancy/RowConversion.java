package dev.assent.tenancy;

import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Lets {@code query(SomeRecord.class)} fill our value types: every time in the database is UTC. */
final class RowConversion {

    private static final DefaultConversionService CONVERSION = conversion();

    private RowConversion() {}

    static JdbcClient client(JdbcTemplate template) {
        return JdbcClient.create(new NamedParameterJdbcTemplate(template), CONVERSION);
    }

    private static DefaultConversionService conversion() {
        var conversion = new DefaultConversionService();
        conversion.addConverter(
                LocalDateTime.class, Instant.class, time -> time.toInstant(ZoneOffset.UTC));
        conversion.addConverter(Long.class, Id.class, Id::new);
        conversion.addConverter(String.class, ZoneId.class, ZoneId::of);
        return conversion;
    }
}
