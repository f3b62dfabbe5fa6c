package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentTest;
import dev.assent.LogLines;
import dev.assent.ReadsLog;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;
import dev.assent.webhook.Inbox.Letter;
import dev.assent.whatsapp.OwnApps;
import dev.assent.whatsapp.Routes;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import javax.sql.DataSource;

@AssentTest
@ReadsLog
class InboxTest {

    @LocalServerPort int port;
    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired Routes routes;
    @Autowired OwnApps ownApps;
    @Autowired JdbcClient jdbc;
    @Autowired DataSource tenantsData;
    @Autowired @Control JdbcClient control;
    @Autowired ListeningEar ear;
    @Autowired Inbox inbox;
    @Autowired Worker worker;
    @Autowired Reunion reunion;
    @Autowired Applying applying;
    @Autowired @Control TransactionTemplate transactions;

    private final String number = Long.toString(Id.fresh().value());
    private Posting meta = Posting.toPlatform(0);

    @BeforeEach
    void knock() {
        meta = Posting.toPlatform(port);
    }

    @Test
    void what_arrives_is_heard_once_by_the_business_whose_number_it_names() throws Exception {
        var lotus = listening(number);
        var harbor = listening(Long.toString(Id.fresh().value()));
        meta.post(Posting.body(number, text("wamid.A" + number, "Hello")));
        await().until(() -> state(number).equals(List.of("DONE")));
        assertThat(overheard(lotus)).containsExactly("wamid.A" + number);
        assertThat(overheard(harbor)).isEmpty();
    }

    @Test
    void a_body_that_comes_again_is_not_heard_again() throws Exception {
        var lotus = listening(number);
        var body = Posting.body(number, text("wamid.A" + number, "Hello"));
        meta.post(body);
        await().until(() -> state(number).equals(List.of("DONE")));
        meta.post(body);
        meta.post(Posting.body(number, text("wamid.B" + number, "Bye")));
        await().until(() -> state(number).equals(List.of("DONE", "DONE")));
        assertThat(overheard(lotus)).containsExactly("wamid.A" + number, "wamid.B" + number);
    }

    @Test
    void what_was_applied_is_emptied_and_what_waits_for_somebody_is_not() throws Exception {
        listening(number);
        var nobodys = Long.toString(Id.fresh().value());
        meta.post(Posting.body(number, text("wamid.A" + number, "a=fingerprint:sha-256")));
        meta.post(Posting.body(nobodys, text("wamid.B" + number, "a=fingerprint:sha-256")));
        await().until(() -> state(number).equals(List.of("DONE")));
        await().until(() -> state(nobodys).equals(List.of("UNKNOWN")));
        assertThat(said(number)).isEmpty();
        assertThat(said(nobodys)).contains("a=fingerprint");
    }

    @Test
    void what_concerns_a_number_that_nobody_connected_waits_until_somebody_does() throws Exception {
        meta.post(Posting.body(number, text("wamid.A" + number, "Hello")));
        await().until(() -> state(number).equals(List.of("UNKNOWN")));
        var lotus = listening(number);
        await().until(() -> state(number).equals(List.of("DONE")));
        assertThat(overheard(lotus)).containsExactly("wamid.A" + number);
    }

    @Test
    void what_was_given_up_while_its_number_was_being_connected_is_heard_all_the_same()
            throws Exception {
        var lotus = listening(Long.toString(Id.fresh().value()));
        worker.stop();
        try {
            meta.post(Posting.body(number, text("wamid.A" + number, "Hello")));
            var looked = new CountDownLatch(1);
            var connected = new CountDownLatch(1);
            var late = new Worker(inbox, delivery(looked, connected), transactions, 1);
            var round = CompletableFuture.runAsync(late::round);
            assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
            lotus.run(() -> routes.connect(number, "waba-" + number, number));
            connected.countDown();
            round.get(10, TimeUnit.SECONDS);
            assertThat(state(number)).containsExactly("UNKNOWN");
        } finally {
            worker.start();
        }
        reunion.reuniteTheLate();
        await().until(() -> state(number).equals(List.of("DONE")));
        assertThat(overheard(lotus)).containsExactly("wamid.A" + number);
    }

    @Test
    void the_late_are_found_by_account_and_by_digits_too_and_the_unknown_are_left() {
        listening(number);
        var account = aside(null, "waba-" + number, "4930123");
        var digits = aside(null, "0", number);
        var anothers = aside(null, "waba-of-nobody", number);
        var nobodys = aside("nobody" + number, "waba-" + number, number);
        reunion.reuniteTheLate();
        await().until(() -> state(account).equals("DONE") && state(digits).equals("DONE"));
        assertThat(state(anothers)).isEqualTo("UNKNOWN");
        assertThat(state(nobodys)).isEqualTo("UNKNOWN");
    }

    @Test
    void one_that_fails_is_set_aside_alone_and_can_be_replayed() throws Exception {
        var lotus = listening(number);
        var poison = "wamid.P" + number;
        meta.post(
                Posting.body(
                        number,
                        text("wamid.A" + number, "Hello"),
                        text(poison, ListeningEar.POISON),
                        text("wamid.B" + number, "Bye")));
        await().untilAsserted(() -> {
            hurry();
            assertThat(state(number)).containsExactly("DONE", "ASIDE", "DONE");
        });
        assertThat(overheard(lotus)).containsExactly("wamid.A" + number, "wamid.B" + number);
        assertThat(trouble()).contains("cannot swallow this");

        ear.cure(poison);
        assertThat(inbox.replay(idOfSetAside())).isTrue();
        await().until(() -> state(number).equals(List.of("DONE", "DONE", "DONE")));
        assertThat(overheard(lotus)).contains(poison).hasSize(3);
    }

    @Test
    void what_the_database_refuses_is_logged_without_what_it_said(CapturedOutput log)
            throws Exception {
        listening(number);
        meta.post(Posting.body(number, text("wamid.A" + number, ListeningEar.UNFIT)));
        await().until(() -> state(number).equals(List.of("LATER")));
        assertThat(log.getAll())
                .contains("item 0 failed: ", "SQL state")
                .doesNotContain(ListeningEar.UNFIT);
    }

    @Test
    void what_is_new_to_us_is_logged_and_kept_and_stops_nobody() throws Exception {
        var lotus = listening(number);
        var known = text("wamid.A" + number, "Hello");
        var hologram = text("wamid.H" + number, "Hello").replace("\"text\"", "\"hologram\"");
        try (var log = LogLines.of("dev.assent.webhook.Endings")) {
            meta.post(Posting.body(number, hologram, known));
            meta.post(Posting.body(number, known).replace("\"messages\",", "\"alerts\","));
            await().until(() -> state(number).equals(List.of("DONE", "DONE", "DONE")));
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("new to us: messages, message hologram;"))
                    .anyMatch(line -> line.contains("new to us: alerts;"))
                    .noneMatch(line -> line.contains("wamid."));
        }
        assertThat(overheard(lotus)).containsExactly("wamid.A" + number);
        assertThat(bodies().get(0)).contains("hologram");
        assertThat(bodies().get(1)).isEmpty();
        assertThat(bodies().get(2)).contains("wamid.A");
    }

    @Test
    void an_unreadable_item_does_not_stop_its_neighbours() throws Exception {
        var lotus = listening(number);
        meta.post(
                Posting.body(
                        number,
                        "\"messages\":[{\"id\":17},"
                                + text("wamid.A" + number, "Hello")
                                        .substring("\"messages\":[".length())));
        await().until(() -> state(number).equals(List.of("ASIDE")));
        assertThat(overheard(lotus)).containsExactly("wamid.A" + number);
    }

    @Test
    void what_was_heard_before_a_crash_is_not_heard_again_after_it() throws Exception {
        var lotus = listening(number);
        meta.post(Posting.body(number, text("wamid.A" + number, "Hello")));
        await().until(() -> state(number).equals(List.of("DONE")));
        // as if the node had died after the tenant's commit and before the inbox's
        control.sql("update inbox set state = 'WAITING', body = ? where phone_number_id = ?")
                .params(
                        "{\"metadata\":{\"phone_number_id\":\"%s\"},%s}"
                                .formatted(number, text("wamid.A" + number, "Hello")),
                        number)
                .update();
        await().until(() -> state(number).equals(List.of("DONE")));
        assertThat(overheard(lotus)).containsExactly("wamid.A" + number);
    }

    @Test
    void a_business_whose_database_is_out_of_order_keeps_no_other_from_hearing() throws Exception {
        var lotus = listening(number);
        var harbors = Long.toString(Id.fresh().value());
        var harbor = listening(harbors);
        placeOn("a server that nobody knows", harbor);
        meta.post(Posting.body(harbors, text("wamid.B" + number, "Hello")));
        await().until(() -> state(harbors).equals(List.of("LATER")));
        meta.post(Posting.body(number, text("wamid.A" + number, "Hello")));
        await().until(() -> state(number).equals(List.of("DONE")));
        assertThat(overheard(lotus)).containsExactly("wamid.A" + number);

        placeOn("main", harbor);
        await().untilAsserted(() -> {
            hurry();
            assertThat(state(harbors)).containsExactly("DONE");
        });
        assertThat(overheard(harbor)).containsExactly("wamid.B" + number);
    }

    @Test
    void what_no_connection_is_free_for_waits_and_none_of_its_attempts_is_used_up()
            throws Exception {
        var lotus = listening(number);
        worker.stop();
        try {
            meta.post(
                    Posting.body(
                            number,
                            text("wamid.A" + number, "Hello"),
                            text("wamid.B" + number, "Bye")));
            try (var _ = allConnections(lotus)) {
                worker.round();
            }
            assertThat(state(number)).containsExactly("LATER", "LATER");
            assertThat(
                            control.sql("select attempts from inbox where phone_number_id = ?")
                                    .param(number)
                                    .query(Integer.class)
                                    .list())
                    .containsExactly(0, 0);
            assertThat(overheard(lotus)).isEmpty();
        } finally {
            worker.start();
        }
        await().untilAsserted(() -> {
            hurry();
            assertThat(state(number)).containsExactly("DONE", "DONE");
        });
        assertThat(overheard(lotus))
                .containsExactlyInAnyOrder("wamid.A" + number, "wamid.B" + number);
    }

    /** Holds whatever connections to the tenants' server there are. */
    private Held allConnections(Tenant tenant) {
        var held = new ArrayList<Connection>();
        tenant.run(() -> {
            try {
                while (true) {
                    held.add(tenantsData.getConnection());
                }
            } catch (SQLTransientConnectionException noneIsFree) {
                // that was the last one
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
        return () -> {
            for (var connection : held) {
                connection.close();
            }
        };
    }

    private interface Held extends AutoCloseable {

        @Override
        void close() throws SQLException;
    }

    private void placeOn(String server, Tenant tenant) {
        control.sql("update tenant set server = ? where id = ?")
                .params(server, tenant.id().value())
                .update();
    }

    @Test
    void a_business_hears_through_its_own_endpoint() throws Exception {
        var lotus = listening(number);
        endpointOf(lotus).post(Posting.body(number, text("wamid.A" + number, "Hello")));
        await().until(() -> state(number).equals(List.of("DONE")));
        assertThat(overheard(lotus)).containsExactly("wamid.A" + number);
    }

    @Test
    void what_arrives_at_ones_own_endpoint_and_names_anothers_number_is_heard_by_nobody()
            throws Exception {
        var lotus = listening(number);
        var harbor = listening(Long.toString(Id.fresh().value()));
        var forged = Posting.body(number, text("wamid.A" + number, "Hello"));
        assertThat(endpointOf(harbor).post(forged)).isEqualTo(200);
        await().until(() -> state(number).equals(List.of("ASIDE")));
        assertThat(overheard(lotus)).isEmpty();
        assertThat(overheard(harbor)).isEmpty();

        // and it does not keep the true one away
        meta.post(forged);
        await().until(() -> state(number).equals(List.of("ASIDE", "DONE")));
        assertThat(overheard(lotus)).containsExactly("wamid.A" + number);
    }

    @Test
    void the_platforms_signature_does_not_open_a_business_s_own_endpoint() throws Exception {
        var lotus = listening(number);
        var path =
                "/webhooks/whatsapp/" + lotus.call(() -> ownApps.keep("own-secret", "own-token"));
        assertThat(
                        new Posting(port, path, Posting.DEMO_SECRET)
                                .post(Posting.body(number, text("wamid.A" + number, "Hello"))))
                .isEqualTo(401);
        assertThat(
                        new Posting(port, "/webhooks/whatsapp/nobody", Posting.DEMO_SECRET)
                                .post(Posting.body(number, text("wamid.A" + number, "Hello"))))
                .isEqualTo(404);
        assertThat(state(number)).isEmpty();
    }

    private Posting endpointOf(Tenant tenant) {
        var token = tenant.call(() -> ownApps.keep("own-secret", "own-token"));
        return new Posting(port, "/webhooks/whatsapp/" + token, "own-secret");
    }

    /** A business with this number, which writes down all it hears. */
    private Tenant listening(String phoneNumberId) {
        var tenant =
                tenants.find(provisioning.register("Lotus Dental", ZoneOffset.UTC, "IN"))
                        .orElseThrow();
        tenant.run(() -> {
            jdbc.sql("create table overheard (n int auto_increment primary key, id varchar(80))")
                    .update();
            routes.connect(phoneNumberId, "waba-" + phoneNumberId, phoneNumberId);
        });
        return tenant;
    }

    /** Waits after it has looked for the addresses, until the number is connected. */
    private Delivery delivery(CountDownLatch looked, CountDownLatch connected) {
        var addresses =
                new Addresses(routes) {
                    @Override
                    Function<Letter, Set<Id>> of(Collection<Letter> letters) {
                        var found = super.of(letters);
                        looked.countDown();
                        try {
                            connected.await();
                        } catch (InterruptedException stopped) {
                            throw new IllegalStateException(stopped);
                        }
                        return found;
                    }
                };
        return new Delivery(inbox, addresses, tenants, applying);
    }

    /** A letter that once found nobody. */
    private long aside(@Nullable String phoneNumberId, String wabaId, String digits) {
        var key = new byte[32];
        ThreadLocalRandom.current().nextBytes(key);
        control.sql(
                        """
                        insert into inbox (content_key, waba_id, phone_number_id, display_number,
                            field, received_at, body, state)
                        values (?, ?, ?, ?, 'account_update', now(3), '{}', 'UNKNOWN')
                        """)
                .params(key, wabaId, phoneNumberId, digits)
                .update();
        return control.sql("select id from inbox where content_key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    private String state(long id) {
        return control.sql("select state from inbox where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private List<String> overheard(Tenant tenant) {
        return tenant.call(
                () -> jdbc.sql("select id from overheard order by n").query(String.class).list());
    }

    private String said(String phoneNumberId) {
        return control.sql("select body from inbox where phone_number_id = ?")
                .param(phoneNumberId)
                .query((row, _) -> new String(row.getBytes("body"), StandardCharsets.UTF_8))
                .single();
    }

    private List<String> bodies() {
        return control.sql("select body from inbox where phone_number_id = ? order by id")
                .param(number)
                .query((row, _) -> new String(row.getBytes("body"), StandardCharsets.UTF_8))
                .list();
    }

    private List<String> state(String phoneNumberId) {
        return control.sql("select state from inbox where phone_number_id = ? order by id")
                .param(phoneNumberId)
                .query(String.class)
                .list();
    }

    /** Time moves by hand: what is to be tried again later is due now. */
    private void hurry() {
        control.sql("update inbox set due_at = received_at where phone_number_id = ?")
                .param(number)
                .update();
    }

    private String trouble() {
        return control.sql(
                        "select trouble from inbox where phone_number_id = ? and state = 'ASIDE'")
                .param(number)
                .query(String.class)
                .single();
    }

    private long idOfSetAside() {
        return control.sql("select id from inbox where phone_number_id = ? and state = 'ASIDE'")
                .param(number)
                .query(Long.class)
                .single();
    }

    private static String text(String id, String text) {
        return """
        "messages":[{"from":"919800000001","id":"%s","timestamp":"1763600000","type":"text","text":{"body":"%s"}}]\
        """
                .formatted(id, text);
    }
}
