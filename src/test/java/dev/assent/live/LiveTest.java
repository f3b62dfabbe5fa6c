package dev.assent.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assent.AnotherNode;
import dev.assent.AssentTest;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

@AssentTest
@ActiveProfiles("gallery")
class LiveTest {

    private static final AtomicLong NUMBERS = new AtomicLong(1_000);

    @LocalServerPort int port;
    @Autowired Live live;
    @Autowired Presence presence;
    @Autowired GalleryRights rights;
    @Autowired Streams streams;
    @Autowired Wire wire;
    @Autowired @Control JdbcClient control;
    @Autowired @Control TransactionTemplate transactions;

    private final long account = NUMBERS.incrementAndGet();
    private final long tenant = NUMBERS.incrementAndGet();

    @Test
    void a_browser_hears_of_the_topics_it_listens_to_and_of_no_others() {
        try (var ear = open("row-7", "requests")) {
            changed("row-7", "row-8");
            await().until(() -> ear.hears("row-7"));
            changed("requests");
            await().until(() -> ear.hears("requests"));
            assertThat(ear.hears("row-8")).isFalse();
        }
    }

    @Test
    void a_name_of_a_topic_opens_no_other_tenant() {
        try (var ours = open("row-7");
                var theirs = open(port, NUMBERS.incrementAndGet(), tenant + 1_000_000, "row-7")) {
            changed("row-7");
            await().until(() -> ours.hears("row-7"));
            assertThat(theirs.hears("row-7")).isFalse();
        }
    }

    @Test
    void what_is_written_down_for_several_tenants_tells_each_its_own() {
        var other = tenant + 1_000_000;
        var before = System.currentTimeMillis();
        try (var theirs = open(port, NUMBERS.incrementAndGet(), other, "row-7", "row-8")) {
            var topics = new Id(tenant) + " * row-7\n" + new Id(other) + " row-8";
            write(NUMBERS.incrementAndGet(), topics);
            await().until(() -> theirs.hears("row-8") || theirs.hearsEverything());
            try (var late = new Ear(port, account, other, before, "row-7", "row-8")) {
                await().until(() -> late.hears("row-8") || late.hearsEverything());
                for (var ear : List.of(theirs, late)) {
                    assertThat(ear.hears("row-7")).isFalse();
                    assertThat(ear.hearsEverything()).isFalse();
                }
            }
        }
    }

    @Test
    void a_topic_is_told_at_most_four_times_a_second_and_its_last_change_always() throws Exception {
        try (var ear = open("row-7")) {
            var start = System.nanoTime();
            for (var change = 0; change < 400; change++) {
                changed("row-7");
                TimeUnit.MILLISECONDS.sleep(5);
            }
            var lastChange = System.currentTimeMillis();
            await().until(() ->
                    ear.heard().getLast().id() >= lastChange - 5
                            && ear.heard().getLast().event().equals("changed"));
            var seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
            assertThat((double) ear.times("row-7")).isLessThanOrEqualTo(2 + 4 * seconds);
        }
    }

    @Test
    void nothing_is_missed_between_a_page_and_its_stream() {
        var rendered = System.currentTimeMillis();
        changed("row-7", "row-9");
        try (var ear = listen(rendered, "row-7", "row-8")) {
            await().until(() -> ear.hears("row-7"));
            assertThat(ear.hears("row-8")).isFalse();
            assertThat(ear.hears("row-9")).isFalse();
        }
    }

    @Test
    void nothing_is_missed_however_the_word_travels_meanwhile() throws Exception {
        for (var round = 0; round < 60; round++) {
            var rendered = System.currentTimeMillis();
            changed("row-" + round);
            // Sometimes the word is still here, sometimes on its way, sometimes written down.
            TimeUnit.MILLISECONDS.sleep(round * 3L);
            try (var ear = listen(rendered, "row-" + round)) {
                var topic = "row-" + round;
                await().atMost(Duration.ofSeconds(2)).until(() -> ear.hears(topic));
            }
        }
    }

    @Test
    void who_was_away_for_long_is_told_that_everything_changed() {
        var longAgo = System.currentTimeMillis() - Wire.MEMORY.toMillis() - 1_000;
        try (var late = listen(longAgo, "row-7");
                var never = listen(0, "row-7");
                var lately = listen(longAgo + 5_000, "row-7")) {
            await().until(() -> late.hearsEverything() && never.hearsEverything());
            await().until(lately::isOpen);
            assertThat(lately.hearsEverything()).isFalse();
        }
    }

    @Test
    void the_word_goes_out_after_the_commit_and_not_after_a_rollback() {
        try (var ear = open("kept", "lost")) {
            transactions.executeWithoutResult(status -> {
                changed("lost");
                status.setRollbackOnly();
            });
            transactions.executeWithoutResult(_ -> {
                changed("kept");
                assertThat(ear.hears("kept")).isFalse();
            });
            await().until(() -> ear.hears("kept"));
            assertThat(ear.hears("lost")).isFalse();
        }
    }

    @Test
    void another_node_hears_it_too_and_its_streams_end_before_it_does() {
        var node = AnotherNode.startAs("gallery");
        try (var ear = open(node.port(), account, tenant, "row-7");
                var here = open("row-8")) {
            changed("row-7");
            await().atMost(Duration.ofSeconds(2)).until(() -> ear.hears("row-7"));
            node.bean(Live.class).changed(new Id(tenant), List.of("row-8"));
            await().atMost(Duration.ofSeconds(2)).until(() -> here.hears("row-8"));
            var start = System.nanoTime();
            node.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
            await().until(ear::isOver);
            assertThat(here.isOver()).isFalse();
        }
    }

    @Test
    void what_changed_on_another_node_while_nobody_listened_here_is_caught_up() {
        var rendered = System.currentTimeMillis();
        tell(NUMBERS.incrementAndGet(), "row-7");
        try (var ear = listen(rendered, "row-7")) {
            await().until(() -> ear.hears("row-7"));
        }
    }

    @Test
    void a_row_that_is_seen_later_than_a_younger_one_is_heard_all_the_same() throws Exception {
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try (var ear = open("older", "younger")) {
            var slow =
                    Thread.ofVirtual()
                            .start(() ->
                                    transactions.executeWithoutResult(_ -> {
                                        tell(4711, "older");
                                        written.countDown();
                                        waitFor(mayCommit);
                                    }));
            waitFor(written);
            tell(4712, "younger");
            await().until(() -> ear.hears("younger"));
            await().pollDelay(Duration.ofMillis(800)).until(() -> !ear.hears("older"));
            mayCommit.countDown();
            slow.join();
            await().atMost(Duration.ofSeconds(2)).until(() -> ear.hears("older"));
        }
    }

    @Test
    void a_stream_ends_within_two_seconds_when_rights_end() {
        try (var ear = open("row-7");
                var colleague = open(port, NUMBERS.incrementAndGet(), tenant, "row-7")) {
            rights.bar(new Id(account));
            await().atMost(Duration.ofSeconds(2)).until(ear::isOver);
            assertThat(colleague.isOver()).isFalse();
            try (var again = new Ear(port, account, tenant, 0, "row-7")) {
                assertThat(again.status()).isEqualTo(401);
            }
        }
    }

    @Test
    void an_account_has_so_many_streams_and_the_oldest_makes_room_for_one_more() {
        var ears = new ArrayList<Ear>();
        try (var colleague = open(port, NUMBERS.incrementAndGet(), tenant, "row-7")) {
            for (var place = 0; place < StreamPage.MOST_STREAMS; place++) {
                ears.add(open("row-7"));
            }
            assertThat(ears).noneMatch(Ear::isOver);
            ears.add(open("row-7"));
            await().until(ears.getFirst()::isOver);
            assertThat(ears.subList(1, ears.size())).noneMatch(Ear::isOver);
            assertThat(colleague.isOver()).isFalse();
        } finally {
            ears.forEach(Ear::close);
        }
    }

    @Test
    void what_cannot_be_a_topic_is_refused() throws Exception {
        for (var topics : List.of("row-7 *", "a/b", "x".repeat(81))) {
            var answer =
                    HttpClient.newHttpClient()
                            .send(
                                    Ear.request(port, account, tenant, 0, topics),
                                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(topics).isEqualTo(400);
        }
        assertThatThrownBy(() -> changed("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> changed("*")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void who_was_taken_for_gone_while_their_node_stood_still_is_online_again() {
        try (var ear = open("row-7")) {
            await().until(() -> presence.online(new Id(tenant)).contains(new Id(account)));
            control.sql("delete from presence where tenant = ?").param(tenant).update();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> presence.online(new Id(tenant)).contains(new Id(account)));
            assertThat(ear.isOver()).isFalse();
        }
    }

    @Test
    void who_has_a_page_open_is_online() {
        assertThat(presence.online(new Id(tenant))).isEmpty();
        try (var ear = open(Presence.TOPIC)) {
            await().until(() -> presence.online(new Id(tenant)).contains(new Id(account)));
            await().until(() -> ear.hears(Presence.TOPIC));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> {
                    changed(Presence.TOPIC);
                    return presence.online(new Id(tenant)).isEmpty();
                });
    }

    @Test
    void thousands_of_topics_are_a_handful_of_rows() {
        var first = latestRow();
        try (var ear = open("row-1")) {
            for (var row = 0; row < 20_000; row++) {
                changed("row-" + row % 5_000);
            }
            await().until(() -> ear.hears("row-1") && wire.unsent(new Id(tenant)).isEmpty());
            assertThat(latestRow() - first).isLessThan(200);
        }
    }

    private long latestRow() {
        return control.sql("select coalesce(max(id), 0) from live_signal")
                .query((row, _) -> row.getLong(1))
                .single();
    }

    @Test
    void streams_that_are_gone_leave_nothing_behind() {
        var before = streams.all().size();
        open("row-7").close();
        await().until(() -> {
            changed("row-7");
            return streams.all().size() <= before;
        });
    }

    @Test
    void who_leaves_while_being_told_spoils_nothing() throws Exception {
        var before = streams.all().size();
        for (var round = 0; round < 200; round++) {
            try (var rude = new Socket("localhost", port)) {
                rude.setSoLinger(true, 0);
                rude.getOutputStream()
                        .write(
                                ("GET /live?topics=row-7 HTTP/1.1\r\nHost: localhost\r\n"
                                                + "Accept: text/event-stream\r\n"
                                                + "Cookie: account=%d; tenant=%d\r\n\r\n"
                                                        .formatted(account, tenant))
                                        .getBytes(StandardCharsets.US_ASCII));
                rude.getInputStream().read();
                streams.everythingChanged();
            }
            streams.everythingChanged();
            live.changed(new Id(tenant), List.of("row-7"));
        }
        await().until(() -> {
            streams.everythingChanged();
            return streams.all().size() <= before;
        });
    }

    private Ear open(String... topics) {
        return open(port, account, tenant, topics);
    }

    private static Ear open(int port, long account, long tenant, String... topics) {
        var ear = new Ear(port, account, tenant, System.currentTimeMillis(), topics);
        await().until(ear::isOpen);
        return ear;
    }

    private Ear listen(long since, String... topics) {
        return new Ear(port, account, tenant, since, topics);
    }

    private void changed(String... topics) {
        live.changed(new Id(tenant), List.of(topics));
    }

    private void tell(long node, String topic) {
        write(node, new Id(tenant) + " " + topic);
    }

    /** As another node writes it: a line for each tenant. */
    private void write(long node, String topics) {
        control.sql("insert into live_signal (at, node, topics) values (utc_timestamp(3), ?, ?)")
                .params(node, topics)
                .update();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
