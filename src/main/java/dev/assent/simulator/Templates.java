package dev.assent.simulator;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates of all accounts, and what Meta decides about them. */
class Templates {

    private static final RowMapper<Template> ROW = Rows.of(Template.class);

    private static final String INSERT =
            """
            insert into template (id, waba_id, name, language, category, parameter_format,
                components, status, reason, quality, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcClient database;
    private final JdbcTemplate template;
    private final BusinessNumbers numbers;
    private final Updates updates;
    private final Work work;
    private final Signals signals;
    private final InstantSource time;

    Templates(
            @Simulated JdbcClient database,
            @Simulated JdbcTemplate template,
            BusinessNumbers numbers,
            Updates updates,
            Work work,
            Signals signals,
            InstantSource time) {
        this.database = database;
        this.template = template;
        this.numbers = numbers;
        this.updates = updates;
        this.work = work;
        this.signals = signals;
        this.time = time;
    }

    List<Template> all() {
        return database.sql("select * from template order by status <> 'PENDING', name, language")
                .query(ROW)
                .list();
    }

    List<Template> ofAccount(String wabaId) {
        return database.sql("select * from template where waba_id = ? order by created_at, id")
                .param(wabaId)
                .query(ROW)
                .list();
    }

    Optional<Template> find(String wabaId, String name, String language) {
        return database.sql(
                        """
                        select * from template where waba_id = ? and name = ? and language = ?
                        """)
                .params(wabaId, name, language)
                .query(ROW)
                .optional();
    }

    Optional<Template> find(long id) {
        return database.sql("select * from template where id = ?").param(id).query(ROW).optional();
    }

    int count(String wabaId) {
        return database.sql("select count(*) from template where waba_id = ?")
                .param(wabaId)
                .query(Integer.class)
                .single();
    }

    void add(Template added) {
        database.sql(INSERT).params(values(added)).update();
        signals.changed("templates");
    }

    void addAll(List<Template> added) {
        template.batchUpdate(INSERT, added.stream().map(t -> values(t).toArray()).toList());
    }

    void delete(Template deleted) {
        database.sql("delete from template where id = ?").param(deleted.id()).update();
        tellStatus(deleted, "DELETED");
        signals.changed("templates");
    }

    void replaceContent(Template changed) {
        database.sql(
                        """
                        update template
                        set category = ?, parameter_format = ?, components = ?, status = ?
                        where id = ?
                        """)
                .params(
                        changed.category(),
                        changed.parameterFormat(),
                        changed.components(),
                        changed.status(),
                        changed.id())
                .update();
        signals.changed("templates");
    }

    void approve(long id) {
        decide(id, "APPROVED", "NONE");
    }

    void reject(long id, String reason) {
        decide(id, "REJECTED", reason);
    }

    /** Any decision of Meta about a template, told by its event. */
    void decide(long id, String status, String reason) {
        work.run(() -> tellStatus(store(held(id).with(status, reason)), status));
    }

    /** The same by the names it has in URLs. */
    void decide(String decision, long id, Map<String, String> words) {
        switch (decision) {
            case "approve" -> approve(id);
            case "reject" -> reject(id, words.getOrDefault("reason", "INVALID_FORMAT"));
            case "pause" -> decide(id, "PAUSED", "NONE");
            case "disable" -> decide(id, "DISABLED", "NONE");
            case "reinstate" -> decide(id, "APPROVED", "NONE");
            case "quality" -> changeQuality(id, words.getOrDefault("score", "GREEN"));
            case "category" -> changeCategory(id, words.getOrDefault("category", "MARKETING"));
            case "announce-category" ->
                    announceCategory(id, words.getOrDefault("category", "MARKETING"));
            default -> throw new Absent("Nobody decides “" + decision + "” about templates.");
        }
    }

    void changeQuality(long id, String quality) {
        work.run(() -> {
            var before = held(id);
            var after = store(before.withQuality(quality));
            tell(
                    after,
                    "message_template_quality_update",
                    Shapes.templateQuality(after, before.quality()));
        });
    }

    void changeCategory(long id, String category) {
        work.run(() -> {
            var before = held(id);
            var after = store(before.withCategory(category));
            tell(
                    after,
                    "template_category_update",
                    Shapes.templateCategory(after, before.category()));
        });
    }

    /** Tells a day ahead that the category will change, and changes nothing yet. */
    void announceCategory(long id, String category) {
        work.run(() -> {
            var announced = held(id);
            tell(
                    announced,
                    "template_category_update",
                    Shapes.templateCategoryAhead(
                            announced, category, time.instant().plus(Duration.ofDays(1))));
        });
    }

    private Template held(long id) {
        return database.sql("select * from template where id = ? for update")
                .param(id)
                .query(ROW)
                .optional()
                .orElseThrow(() -> new Absent("There is no such template (any more)."));
    }

    private Template store(Template changed) {
        database.sql(
                        """
                        update template set status = ?, reason = ?, category = ?, quality = ?
                        where id = ?
                        """)
                .params(
                        changed.status(),
                        changed.reason(),
                        changed.category(),
                        changed.quality(),
                        changed.id())
                .update();
        signals.changed("templates");
        return changed;
    }

    void tellStatus(Template changed, String event) {
        tell(
                changed,
                "message_template_status_update",
                Shapes.templateStatus(changed, event, now()));
    }

    private void tell(Template about, String field, ObjectNode value) {
        updates.tellOfTemplate(numbers.ofAccount(about.wabaId()), about.wabaId(), field, value);
    }

    private Instant now() {
        return time.instant();
    }

    private static List<Object> values(Template template) {
        return List.of(
                template.id(),
                template.wabaId(),
                template.name(),
                template.language(),
                template.category(),
                template.parameterFormat(),
                template.components(),
                template.status(),
                template.reason(),
                template.quality(),
                template.createdAt());
    }
}
