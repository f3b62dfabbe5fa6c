package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assent.AnotherNode;
import dev.assent.AssentTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** A new release finds schemas that the one before it left. */
@AssentTest
class UpgradeTest {

    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired TenantSchemas schemas;
    @Autowired Door door;
    @Autowired JdbcClient jdbc;
    @Autowired @Control JdbcClient control;

    @Test
    void schemas_that_are_behind_are_caught_up_before_first_use_and_in_the_background() {
        var lag = new Lag(door, control, schemas);
        var behind =
                Stream.of("Aster", "Birch", "Cedar")
                        .map(name -> provisioning.register(name, ZoneOffset.UTC, "DE"))
                        .map(this::unready)
                        .toList();
        behind.forEach(lag::leaveBehind);
        assertThat(behind).allMatch(tenant -> version(tenant) == lag.previous());

        var used = tenants.find(behind.getFirst().id()).orElseThrow();
        assertThat(version(used)).isEqualTo(schemas.latest());
        var unused = behind.subList(1, 3);
        assertThat(unused).allMatch(tenant -> version(tenant) == lag.previous());

        try (var _ = AnotherNode.startInProduction("assent.smtp-url=smtp://127.0.0.1:1")) {
            // Those that other tests left without a schema have theirs made too.
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            listed(unused).equals(List.of(schemas.latest(), schemas.latest())));
        }
        assertThat(unused).allMatch(tenant -> version(tenant) == schemas.latest());
    }

    @Test
    void who_was_entered_before_words_were_kept_is_found_by_them() {
        var tenant = unready(provisioning.register("Dahlia", ZoneOffset.UTC, "DE"));
        new Lag(door, control, schemas, 9).leaveBehind(tenant);
        tenant.run(() -> {
            jdbc.sql(
                            """
                            insert into contact (id, name, sought, phone, country, changed_at)
                            values (1, 'Meera Nair', 'meera nair +919886021144', '+919886021144',
                                'IN', utc_timestamp())
                            """)
                    .update();
            jdbc.sql(
                            """
                            insert into pair (id, number_id, contact_id, changed_at)
                            values (2, 3, 1, utc_timestamp())
                            """)
                    .update();
            jdbc.sql(
                            """
                            insert into request (id, pair_id, free_form, body, asked_by, moment,
                                status, expires_at)
                            values (4, 2, true, '', 'Asha', utc_timestamp(), 'SENT',
                                utc_timestamp())
                            """)
                    .update();
        });

        tenants.find(tenant.id()).orElseThrow();

        assertThat(texts(tenant, "select word from contact_word where contact_id = 1"))
                .contains("meera", "nair", "+919886021144");
        assertThat(
                        texts(
                                tenant,
                                "select sort_name from pair union all select sort_name from"
                                        + " request"))
                .containsExactly("meera nair +919886021144", "meera nair +919886021144");
    }

    @Test
    void what_a_killed_node_left_of_a_schema_that_was_never_ready_is_made_anew() {
        var tenant = unready(provisioning.register("Elder", ZoneOffset.UTC, "DE"));
        door.makeSchema(tenant);
        tenant.run(() -> jdbc.sql("create table audit (half int)").update());

        tenants.find(tenant.id()).orElseThrow();

        assertThat(version(tenant)).isEqualTo(schemas.latest());
        assertThat(listed(List.of(tenant))).containsExactly(schemas.latest());
    }

    @Test
    void a_schema_that_was_ready_once_is_never_dropped_whatever_stops_its_migration() {
        var tenant = unready(provisioning.register("Fir", ZoneOffset.UTC, "DE"));
        new Lag(door, control, schemas, 9).leaveBehind(tenant);
        tenant.run(() -> {
            jdbc.sql("create table contact_word (half int)").update();
            jdbc.sql("insert into contact_word (half) values (1)").update();
        });

        assertThatThrownBy(() -> tenants.find(tenant.id())).isInstanceOf(NotReady.class);

        assertThat(texts(tenant, "select half from contact_word")).containsExactly("1");
    }

    private List<String> texts(Tenant tenant, String sql) {
        return tenant.call(() -> jdbc.sql(sql).query(String.class).list());
    }

    /** Nobody has used it, so it has no schema yet. */
    private Tenant unready(Id id) {
        return tenants.behind(1).stream()
                .filter(tenant -> tenant.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    /** What its schema itself says. */
    private int version(Tenant tenant) {
        return tenant.call(() ->
                jdbc.sql("select max(cast(version as unsigned)) from flyway_schema_history")
                        .query(Integer.class)
                        .single());
    }

    /** What the directory says. */
    private List<Integer> listed(List<Tenant> some) {
        return control.sql("select schema_version from tenant where id in (:ids)")
                .param("ids", some.stream().map(tenant -> tenant.id().value()).toList())
                .query(Integer.class)
                .list();
    }
}
