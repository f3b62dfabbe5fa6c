package dev.assent.contact;

import dev.assent.tenancy.Id;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

import java.util.List;

/** Files those under their words who were entered before words were kept. */
@Component
class OldContacts implements JavaMigration {

    private static final int AT_ONCE = 1_000;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("12");
    }

    @Override
    public String getDescription() {
        return "words of those who were entered before";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) {
        var jdbc = new JdbcTemplate(new SingleConnectionDataSource(context.getConnection(), true));
        var cards = after(jdbc, Long.MIN_VALUE);
        while (!cards.isEmpty()) {
            Filing.file(jdbc, cards);
            cards = after(jdbc, cards.getLast().contact().value());
        }
    }

    private static List<Filing.Card> after(JdbcTemplate jdbc, long id) {
        return jdbc.query(
                "select id, name, phone from contact where id > ? order by id limit ?",
                (row, _) ->
                        new Filing.Card(
                                new Id(row.getLong("id")),
                                row.getString("name"),
                                row.getString("phone") == null
                                        ? null
                                        : new PhoneNumber(row.getString("phone"))),
                id,
                AT_ONCE);
    }
}
