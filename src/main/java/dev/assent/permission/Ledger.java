package dev.assent.permission;

import dev.assent.rules.Happening;
import dev.assent.tenancy.Id;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened between the pairs of the current tenant. */
@Component
class Ledger {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Ledger(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** One happening of one pair. */
    record Entry(Id pair, Happening happening) {}

    /** The happenings of these pairs, in no order; pairs without any are missing. */
    Map<Id, List<Happening>> read(Collection<Id> pairs) {
        var ledgers = new HashMap<Id, List<Happening>>(pairs.size() * 2);
        if (pairs.isEmpty()) {
            return ledgers;
        }
        jdbc.sql(HappeningRow.SELECT + "where pair_id in (:pairs)")
                .param("pairs", pairs.stream().map(Id::value).toList())
                .query(row -> {
                    ledgers.computeIfAbsent(new Id(row.getLong(1)), pair -> new ArrayList<>())
                            .add(HappeningRow.read(row));
                });
        return ledgers;
    }

    /** Adds what is not there yet. */
    void append(Collection<Entry> entries) {
        batches.batchUpdate(
                HappeningRow.INSERT, entries.stream().map(HappeningRow::write).toList());
    }
}
