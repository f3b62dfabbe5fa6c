package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whoever posts to what belongs to another business finds nothing there, and changes nothing. */
@AssentTest
class AnotherBusinessTest {

    @Autowired ApplicationContext application;
    @Autowired JdbcClient jdbc;
    @Autowired @Control JdbcClient control;

    /** What somebody may post, with fields that are right. */
    private record Deed(String path, Map<String, String> fields, boolean live) {

        Deed(String path, Map<String, String> fields) {
            this(path, fields, false);
        }

        int status(Visitor visitor) {
            return (live
                            ? visitor.post(path, fields, "HX-Request", "true")
                            : visitor.post(path, fields))
                    .status();
        }
    }

    @Test
    void nothing_of_one_business_can_be_changed_by_another() {
        var scene = Scene.lotus(application);
        var people = People.in(application);
        var lotus = people.hire(Role.OWNER, scene.tenant).signIn().browser();
        var harbor = people.hire(Role.OWNER, Scene.maple(application).tenant).signIn().browser();
        harbor.page("/calling");
        lotus.page("/calling");
        var deeds = deeds(scene, lotus);
        var before = state(scene);
        for (var deed : deeds) {
            assertThat(deed.status(harbor)).as(deed.path()).isEqualTo(404);
            assertThat(state(scene)).as(deed.path()).isEqualTo(before);
        }
        for (var deed : deeds) {
            assertThat(deed.status(lotus))
                    .as("the owner's " + deed.path())
                    .isIn(200, 204, 302, 422);
        }
        assertThat(state(scene)).isNotEqualTo(before);
    }

    /** The control: without the walls between the businesses, all of it could be done. */
    @Test
    void if_its_door_led_into_another_schema_a_business_could_change_everything_there() {
        var scene = Scene.lotus(application);
        var maple = Scene.maple(application).tenant;
        var people = People.in(application);
        var lotus = people.hire(Role.OWNER, scene.tenant).signIn().browser();
        var harbor = people.hire(Role.OWNER, maple).signIn().browser();
        lotus.page("/calling");
        harbor.page("/calling");
        var deeds = deeds(scene, lotus);
        var before = state(scene);
        place(scene.tenant, maple.schema() + "_away");
        place(maple, scene.tenant.schema());
        try {
            for (var deed : deeds) {
                // Keys stand in the control schema, where each bears the name of its business.
                var isKey = deed.path().startsWith("/settings/api-keys/");
                assertThat(deed.status(harbor))
                        .as(deed.path())
                        .satisfies(status -> assertThat(status == 404).isEqualTo(isKey));
            }
        } finally {
            place(maple, maple.schema());
            place(scene.tenant, scene.tenant.schema());
        }
        assertThat(state(scene)).isNotEqualTo(before);
    }

    private void place(Tenant tenant, String schema) {
        control.sql("update tenant set schema_name = ? where id = ?")
                .params(schema, tenant.id().value())
                .update();
    }

    /** The last ones end what the first ones need. */
    private List<Deed> deeds(Scene scene, Visitor lotus) {
        var person = scene.writer().id();
        var contact = "/contacts/" + person;
        var claim = "/calling/ready/" + person;
        var callback = "/calling/callbacks/" + callback(scene, person);
        var call = "/calling/log/" + call(scene, person);
        var number = scene.number.id().toString();
        var ask =
                Map.of(
                        "attempt",
                        Id.fresh().toString(),
                        "number",
                        number,
                        "way",
                        "FREE_FORM",
                        "body",
                        "May we call you?");
        assertThat(lotus.post("/settings/api-keys", Map.of("name", "Till")).status())
                .isEqualTo(201);
        var key =
                new Id(
                        control.sql("select id from api_key where tenant = ?")
                                .param(scene.tenant.id().value())
                                .query(Long.class)
                                .single());
        return List.of(
                new Deed(contact, Map.of("name", "Somebody else")),
                new Deed(contact + "/permission-request/draft", ask),
                new Deed(contact + "/permission-request/draft", ask, true),
                new Deed(contact + "/permission-request", ask),
                new Deed(contact + "/permission-request", ask, true),
                new Deed(contact + "/permission/reading", Map.of("number", number)),
                new Deed(contact + "/permission/reading", Map.of("number", number), true),
                new Deed(claim + "/claim?number=" + number, Map.of()),
                new Deed(claim + "/release?number=" + number, Map.of(), true),
                new Deed(callback + "/take", Map.of()),
                new Deed(callback + "/take", Map.of(), true),
                new Deed(callback, Map.of("due", "2031-05-06T09:30", "version", "2")),
                new Deed(callback, Map.of("due", "2031-05-06T09:30", "version", "3"), true),
                new Deed(callback + "/done", Map.of()),
                new Deed(callback + "/done", Map.of(), true),
                new Deed(callback + "/reopening", Map.of()),
                new Deed(callback + "/reopening", Map.of(), true),
                new Deed(call + "/note", Map.of("note", "Somebody else's")),
                new Deed(call + "/note", Map.of("note", "Ours"), true),
                new Deed("/settings/calling/" + number, Map.of("calling", "true")),
                new Deed("/settings/numbers/" + number + "/token", Map.of("token", "EAAanother")),
                new Deed("/settings/api-keys/" + key + "/revocation", Map.of()),
                new Deed("/calling/templates/" + template(scene) + "/deletion", Map.of()),
                new Deed("/settings/numbers/" + number + "/disconnection", Map.of()));
    }

    /** One that WhatsApp has approved. */
    private Id template(Scene scene) {
        var id = Id.fresh();
        scene.tenant.run(() ->
                jdbc.sql(
                                """
                                insert into template (id, waba_id, meta_id, name, language, body,
                                    examples, status, status_at, category, category_at, quality,
                                    quality_at)
                                values (?, ?, '17', 'may_we_call', 'en', 'May we call you?', '{}',
                                    'APPROVED', now(), 'UTILITY', now(), 'UNKNOWN', now())
                                """)
                        .params(id.value(), scene.number.wabaId())
                        .update());
        return id;
    }

    /** The person wants to be called. */
    private Id callback(Scene scene, Id person) {
        var id = Id.fresh();
        scene.tenant.run(() ->
                jdbc.sql(
                                """
                                insert into callback (id, number_id, contact_id, cause, state,
                                    pending, times, first_at, last_at, due_at)
                                values (?, ?, ?, 'MISSED', 'OPEN', true, 1, now(), now(), now())
                                """)
                        .params(id.value(), scene.number.id().value(), person.value())
                        .update());
        return id;
    }

    /** The person called, and nobody picked up. */
    private Id call(Scene scene, Id person) {
        var id = Id.fresh();
        scene.tenant.run(() ->
                jdbc.sql(
                                """
                                insert into phone_call (id, number_id, contact_id, incoming,
                                    began_at, told_at, terminated_at, ended_at, outcome)
                                values (?, ?, ?, true, now(), now(), now(), now(), 'MISSED')
                                """)
                        .params(id.value(), scene.number.id().value(), person.value())
                        .update());
        return id;
    }

    /** What the business has, as far as anybody there can change it. */
    private List<Object> state(Scene scene) {
        var state = new ArrayList<Object>();
        state.addAll(
                scene.tenant.call(() ->
                        jdbc.sql(
                                        "checksum table contact, template, business_number,"
                                                + " request, claim, callback, phone_call")
                                .query()
                                .listOfRows()));
        state.addAll(
                control.sql("select id from api_key where tenant = ?")
                        .param(scene.tenant.id().value())
                        .query(Long.class)
                        .list());
        return state;
    }
}
