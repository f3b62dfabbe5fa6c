package dev.assent.template;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the templates of the current tenant are kept. */
@Component
class Shelf {

    private static final TypeReference<Map<String, String>> EXAMPLES = new TypeReference<>() {};

    private static final String SELECT =
            """
            select id, waba_id, meta_id, name, language, header, body, footer, examples, status,
                reason, explanation, status_at, category, coming_category, coming_at, category_at,
                quality, quality_at, words_only
            from template
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final InstantSource time;

    Shelf(JdbcClient jdbc, JsonMapper json, InstantSource time) {
        this.jdbc = jdbc;
        this.json = json;
        this.time = time;
    }

    List<Template> all() {
        return jdbc.sql(SELECT + "order by name, language, id").query(this::template).list();
    }

    List<Template> ofAccount(String wabaId) {
        return jdbc.sql(SELECT + "where waba_id = ? order by name, language, id")
                .param(wabaId)
                .query(this::template)
                .list();
    }

    List<Template> named(String wabaId, String name) {
        // Who asks may have written anything, which the column cannot be compared with.
        return jdbc.sql(
                        SELECT
                                + """
                                where waba_id = ? and name = convert(? using ascii)
                                order by language, id
                                """)
                .params(wabaId, name)
                .query(this::template)
                .list();
    }

    Optional<Template> find(Id id) {
        return jdbc.sql(SELECT + "where id = ?").param(id.value()).query(this::template).optional();
    }

    Optional<Template> find(String wabaId, String metaId) {
        return jdbc.sql(SELECT + "where waba_id = ? and meta_id = ?")
                .params(wabaId, metaId)
                .query(this::template)
                .optional();
    }

    /** Until the transaction ends, nobody else changes templates of this account. */
    void lock(String wabaId) {
        jdbc.sql(
                        """
                        insert into template_account (waba_id) values (?)
                        on duplicate key update waba_id = values(waba_id)
                        """)
                .param(wabaId)
                .update();
    }

    /** When Meta was last asked for all templates of an account. */
    Map<String, Instant> readings() {
        var readings = new HashMap<String, Instant>();
        jdbc.sql("select waba_id, read_at from template_account where read_at is not null")
                .query(row -> {
                    readings.put(row.getString(1), row.getTimestamp(2).toInstant());
                });
        return readings;
    }

    void noteReading(String wabaId, Instant at) {
        jdbc.sql("update template_account set read_at = ? where waba_id = ?")
                .params(at, wabaId)
                .update();
    }

    /** Keeps a template as it is now, whether it was there or not. Needs the {@link #lock}. */
    void put(Template template) {
        var coming = template.coming();
        jdbc.sql(
                        """
                        insert into template (id, waba_id, meta_id, name, language, header, body,
                            footer, examples, status, reason, explanation, status_at, category,
                            coming_category, coming_at, category_at, quality, quality_at,
                            words_only)
                        values (:id, :wabaId, :metaId, :name, :language, :header, :body, :footer,
                            :examples, :status, left(:reason, 60), left(:explanation, 1000),
                            :statusAt, :category, :comingCategory, :comingAt, :categoryAt,
                            :quality, :qualityAt, :wordsOnly)
                        on duplicate key update
                            name = values(name), language = values(language),
                            header = values(header), body = values(body), footer = values(footer),
                            examples = values(examples), status = values(status),
                            reason = values(reason), explanation = values(explanation),
                            status_at = values(status_at), category = values(category),
                            coming_category = values(coming_category),
                            coming_at = values(coming_at), category_at = values(category_at),
                            quality = values(quality), quality_at = values(quality_at),
                            words_only = values(words_only)
                        """)
                .param("id", template.id().value())
                .param("wabaId", template.wabaId())
                .param("metaId", template.metaId())
                .param("name", template.name())
                .param("language", template.language())
                .param("header", template.text().header())
                .param("body", template.text().body())
                .param("footer", template.text().footer())
                .param("examples", json.writeValueAsString(template.examples()))
                .param("status", template.decision().status().name())
                .param("reason", template.decision().reason())
                .param("explanation", template.decision().explanation())
                .param("statusAt", template.decision().at())
                .param("category", template.category().name())
                .param("comingCategory", coming == null ? null : coming.category().name())
                .param("comingAt", coming == null ? null : coming.at())
                .param("categoryAt", template.categoryAt())
                .param("quality", template.quality().name())
                .param("qualityAt", template.qualityAt())
                .param("wordsOnly", template.wordsOnly())
                .update();
    }

    /** Needs the {@link #lock}. */
    void remove(Template template) {
        jdbc.sql("delete from template where id = ?").param(template.id().value()).update();
    }

    private Template template(ResultSet row, int number) throws SQLException {
        var category = Category.valueOf(row.getString("category"));
        var coming = coming(row);
        var happened = coming != null && !time.instant().isBefore(coming.at());
        return new Template(
                new Id(row.getLong("id")),
                row.getString("waba_id"),
                row.getString("meta_id"),
                row.getString("name"),
                row.getString("language"),
                new TemplateText(
                        row.getString("header"), row.getString("body"), row.getString("footer")),
                json.readValue(row.getString("examples"), EXAMPLES),
                new Decision(
                        Status.valueOf(row.getString("status")),
                        row.getString("reason"),
                        row.getString("explanation"),
                        row.getTimestamp("status_at").toInstant()),
                coming != null && happened ? coming.category() : category,
                happened ? null : coming,
                row.getTimestamp("category_at").toInstant(),
                Quality.valueOf(row.getString("quality")),
                row.getTimestamp("quality_at").toInstant(),
                row.getBoolean("words_only"));
    }

    private static Template.@Nullable Coming coming(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("coming_at");
        return at == null
                ? null
                : new Template.Coming(
                        Category.valueOf(row.getString("coming_category")), at.toInstant());
    }
}
