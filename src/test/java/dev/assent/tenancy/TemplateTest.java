package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.AssentTest;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

@AssentTest
class TemplateTest {

    private static final String INSERT =
            "insert into %s (id, word, bytes, at) values (?, (select upper(?)), ?, ?)"
                    + " on duplicate key update word = values(word)";

    @Autowired @Control private JdbcTemplate template;
    @Autowired @Control private JdbcClient jdbc;
    @Autowired @Control private TransactionTemplate transaction;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 2_500})
    void inserts_each_row_once_however_many_there_are(int rows) {
        withTable(table -> {
            template.batchUpdate(
                    INSERT.formatted(table),
                    IntStream.range(0, rows).mapToObj(id -> row(id, "word " + id)).toList());
            assertThat(words(table))
                    .isEqualTo(
                            IntStream.range(0, rows)
                                    .mapToObj(id -> "WORD " + id)
                                    .sorted()
                                    .toList());
        });
    }

    @Test
    void writes_moments_bytes_quotes_and_nothing_as_they_are() {
        var bytes = new byte[] {0, '\'', '\\', '?', '"', (byte) 0x80, 26};
        var at = Instant.parse("2026-03-29T01:30:00Z");
        withTable(table -> {
            template.batchUpdate(
                    INSERT.formatted(table),
                    List.of(
                            new @Nullable Object[] {1, "it's (a) ?", bytes, at},
                            new @Nullable Object[] {2, null, null, null}));
            assertThat(
                            jdbc.sql("select id, word, bytes, at from " + table + " order by id")
                                    .query((row, _) ->
                                            new Row(
                                                    row.getInt(1),
                                                    row.getString(2),
                                                    row.getBytes(3),
                                                    row.getTimestamp(4) == null
                                                            ? null
                                                            : row.getTimestamp(4).toInstant()))
                                    .list())
                    .usingRecursiveComparison()
                    .isEqualTo(
                            List.of(
                                    new Row(1, "IT'S (A) ?", bytes, at),
                                    new Row(2, null, null, null)));
        });
    }

    @Test
    void many_large_rows_go_in_parts_that_the_server_takes() {
        var large = new byte[3 << 20];
        withTable(table -> {
            template.batchUpdate(
                    INSERT.formatted(table),
                    IntStream.range(0, 12)
                            .mapToObj(id -> new @Nullable Object[] {id, "large", large, null})
                            .toList());
            assertThat(words(table)).hasSize(12);
        });
    }

    @Test
    void what_is_there_already_is_updated_or_a_duplicate_as_the_statement_says() {
        withTable(table -> {
            template.batchUpdate(INSERT.formatted(table), List.of(row(1, "old"), row(2, "two")));
            template.batchUpdate(INSERT.formatted(table), List.of(row(1, "new"), row(3, "three")));
            assertThat(words(table)).containsExactly("NEW", "THREE", "TWO");
            assertThatThrownBy(() ->
                            template.batchUpdate(
                                    "insert into " + table + " (id) values (?)",
                                    List.of(new Object[] {4}, new Object[] {1})))
                    .isInstanceOf(DuplicateKeyException.class);
            assertThat(words(table)).hasSize(3);
        });
    }

    @Test
    void another_statement_runs_once_for_each_row() {
        withTable(table -> {
            template.batchUpdate(INSERT.formatted(table), List.of(row(1, "one"), row(2, "two")));
            var changed =
                    template.batchUpdate(
                            "update " + table + " set word = ? where id = ?",
                            List.of(new Object[] {"first", 1}, new Object[] {"nobody", 9}));
            assertThat(changed).containsExactly(1, 0);
            assertThat(words(table)).containsExactly("TWO", "first");
        });
    }

    private record Row(
            int id, @Nullable String word, byte @Nullable [] bytes, @Nullable Instant at) {}

    private static @Nullable Object[] row(int id, String word) {
        return new @Nullable Object[] {id, word, null, null};
    }

    private List<@Nullable String> words(String table) {
        return jdbc.sql("select word from " + table + " order by word").query(String.class).list();
    }

    private void withTable(Consumer<String> work) {
        var table = "many_" + Id.fresh();
        jdbc.sql(
                        """
                        create table %s (
                            id int primary key, word varchar(40) collate utf8mb4_bin,
                            bytes mediumblob, at datetime)
                        """
                                .formatted(table))
                .update();
        try {
            transaction.executeWithoutResult(_ -> work.accept(table));
        } finally {
            jdbc.sql("drop table " + table).update();
        }
    }
}
