package dev.assent.permission;

import dev.assent.rules.Happening;
import dev.assent.tenancy.Id;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened between the pairs of the current tenant. */
@Component
class Ledger {

    /** Who asked is told by the request, which the ledger does not know. */
    private static final String FOLIOS =
            """
            select %s, asking.*
            from (
                select id, number_id, contact_id, label, callable_until, rests_until, called_at,
                    changed_at, changes_at, folded_at,
                    (select asked_by from request where request.pair_id = pair.id
                        order by moment desc, id desc limit 1) as asked_by
                from pair where contact_id in (:contacts)) asking
            left join happening on pair_id = id
            """
                    .formatted(HappeningRow.COLUMNS);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Ledger(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** One happening of one pair. */
    record Entry(Id pair, Happening happening) {}

    /** The happenings of this pair, in no order. */
    List<Happening> read(Id pair) {
        return read(List.of(pair)).getOrDefault(pair, List.of());
    }

    /** The happenings of these pairs, in no order; pairs without any are missing. */
    Map<Id, List<Happening>> read(Collection<Id> pairs) {
        var ledgers = new HashMap<Id, List<Happening>>(pairs.size() * 2);
        if (pairs.isEmpty()) {
            return ledgers;
        }
        // A server that still takes the table for small would read all of it.
        jdbc.sql(
                        "select "
                                + HappeningRow.COLUMNS
                                + "from happening force index (primary) where pair_id in (:pairs)")
                .param("pairs", pairs.stream().map(Id::value).toList())
                .query(row -> {
                    ledgers.computeIfAbsent(new Id(row.getLong(1)), pair -> new ArrayList<>())
                            .add(HappeningRow.read(row));
                });
        return ledgers;
    }

    /**
     * What there is on these people, through any number, in one question; people without any pair
     * are missing.
     */
    List<Folio> folios(Collection<Id> contacts) {
        var folios = new LinkedHashMap<Id, Folio>();
        jdbc.sql(FOLIOS)
                .param("contacts", contacts.stream().map(Id::value).toList())
                .query(row -> {
                    var id = new Id(row.getLong("id"));
                    var folio = folios.get(id);
                    if (folio == null) {
                        folio =
                                new Folio(
                                        Pairs.pair(row, 0),
                                        row.getString("asked_by"),
                                        new ArrayList<>());
                        folios.put(id, folio);
                    }
                    if (row.getObject("pair_id") != null) {
                        folio.happenings().add(HappeningRow.read(row));
                    }
                });
        return List.copyOf(folios.values());
    }

    /** Adds what is not there yet. */
    void append(Collection<Entry> entries) {
        batches.batchUpdate(
                HappeningRow.INSERT, entries.stream().map(HappeningRow::write).toList());
    }
}
