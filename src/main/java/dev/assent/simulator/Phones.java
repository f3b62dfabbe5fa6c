package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Optional;

/** The phones of the simulated world. A number nobody spoke of yet has one all the same. */
class Phones {

    private static final RowMapper<Phone> ROW = Rows.of(Phone.class);

    private static final String INSERT =
            """
            insert into phone (wa_id, user_id, name, username, online, receipts, on_whatsapp,
                current_client, hides_number)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcClient database;
    private final JdbcTemplate template;

    Phones(@Simulated JdbcClient database, @Simulated JdbcTemplate template) {
        this.database = database;
        this.template = template;
    }

    Optional<Phone> find(String waId) {
        return database.sql("select * from phone where wa_id = ?")
                .param(waId)
                .query(ROW)
                .optional();
    }

    Optional<Phone> findByUserId(String userId) {
        return database.sql("select * from phone where user_id = ?")
                .param(userId)
                .query(ROW)
                .optional();
    }

    List<Phone> all(List<String> waIds) {
        return database.sql("select * from phone where wa_id in (:ids)")
                .param("ids", waIds)
                .query(ROW)
                .list();
    }

    Phone get(String waId) {
        return find(waId).orElseThrow(() -> new Absent("There is no phone " + waId + "."));
    }

    /** The phone with that number, which is there from now on if it was not. */
    Phone called(String waId) {
        return find(waId)
                .orElseGet(() -> {
                    var phone = Phone.of(waId, Names.international(waId));
                    insert(phone);
                    return get(waId);
                });
    }

    /** A phone that is there stays as it is. */
    void insert(Phone phone) {
        database.sql(INSERT + "on duplicate key update wa_id = wa_id")
                .params(values(phone))
                .update();
    }

    /** Those that are there become what is put. */
    void put(List<Phone> phones) {
        template.batchUpdate(
                INSERT
                        + """
                        on duplicate key update name = values(name), username = values(username),
                            online = values(online), receipts = values(receipts),
                            on_whatsapp = values(on_whatsapp),
                            current_client = values(current_client),
                            hides_number = values(hides_number)
                        """,
                phones.stream().map(phone -> values(phone).toArray()).toList());
    }

    void change(Phone phone) {
        database.sql(
                        """
                        update phone
                        set name = ?, username = ?, online = ?, receipts = ?, on_whatsapp = ?,
                            current_client = ?, hides_number = ?
                        where wa_id = ?
                        """)
                .params(
                        Rows.values(
                                phone.name(),
                                phone.username(),
                                phone.online(),
                                phone.receipts().name(),
                                phone.onWhatsapp(),
                                phone.currentClient(),
                                phone.hidesNumber(),
                                phone.waId()))
                .update();
    }

    private static List<@Nullable Object> values(Phone phone) {
        return Rows.values(
                phone.waId(),
                phone.userId(),
                phone.name(),
                phone.username(),
                phone.online(),
                phone.receipts(),
                phone.onWhatsapp(),
                phone.currentClient(),
                phone.hidesNumber());
    }
}
