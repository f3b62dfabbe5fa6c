package dev.assent.tenancy;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

/**
 * Inserts many rows by one statement that it writes itself. The driver can do so too, but copies
 * and measures every value on the way, which costs more than all the rest.
 */
class Template extends JdbcTemplate {

    /**
     * Bytes in one statement, a quarter of what MariaDB takes from home: what needs escaping
     * doubles.
     */
    private static final int MOST = 4 << 20;

    Template(DataSource source) {
        super(source);
    }

    /** What many rows did, if there is more than one, is not known of each. */
    @Override
    public int[] batchUpdate(String sql, List<? extends @Nullable Object[]> rows) {
        var insertion = rows.size() > 1 ? Insertion.of(sql) : null;
        if (insertion == null) {
            return super.batchUpdate(sql, rows.stream().map(Template::inUtc).toList());
        }
        for (var from = 0; from < rows.size(); ) {
            var to = end(rows, from);
            insert(insertion, rows.subList(from, to));
            from = to;
        }
        var unknown = new int[rows.size()];
        Arrays.fill(unknown, Statement.SUCCESS_NO_INFO);
        return unknown;
    }

    private void insert(Insertion insertion, List<? extends @Nullable Object[]> rows) {
        execute(
                (ConnectionCallback<Integer>)
                        connection -> {
                            try (var statement =
                                    connection.prepareStatement(insertion.times(rows.size()))) {
                                var index = 1;
                                for (var row : rows) {
                                    for (var value : row) {
                                        set(statement, index++, value);
                                    }
                                }
                                return statement.executeUpdate();
                            }
                        });
    }

    private static void set(PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else {
            statement.setObject(index, inUtc(value));
        }
    }

    private static int end(List<? extends @Nullable Object[]> rows, int from) {
        var left = MOST;
        for (var to = from; to < rows.size(); to++) {
            left -= size(rows.get(to));
            if (to > from && left < 0) {
                return to;
            }
        }
        return rows.size();
    }

    private static int size(@Nullable Object[] row) {
        var size = 0;
        for (var value : row) {
            size +=
                    switch (value) {
                        case byte[] bytes -> bytes.length;
                        case String text -> text.length();
                        case null, default -> Long.BYTES;
                    };
        }
        return size;
    }

    private static @Nullable Object[] inUtc(@Nullable Object[] row) {
        return Arrays.stream(row).map(Template::inUtc).toArray();
    }

    /** For an {@link Instant} the driver makes a calendar anew, twice. */
    private static @Nullable Object inUtc(@Nullable Object value) {
        return value instanceof Instant time
                ? LocalDateTime.ofInstant(time, ZoneOffset.UTC)
                : value;
    }
}
