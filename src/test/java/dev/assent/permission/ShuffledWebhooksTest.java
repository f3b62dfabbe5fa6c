package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.contact.Contact;
import dev.assent.contact.Label;
import dev.assent.rules.Happening;
import dev.assent.rules.Limit;
import dev.assent.rules.Position;
import dev.assent.rules.RequestLife;
import dev.assent.rules.Standing;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Webhooks arrive late, twice and in any order; what follows from them is the same. */
@PermissionTest
class ShuffledWebhooksTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;

    private Scene lotus;
    private Instant start;

    @BeforeEach
    void a_week_has_passed() {
        moods.calm();
        lotus = Scene.lotus(application);
        start = time.instant();
        time.advance(Duration.ofDays(6));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void any_order_and_any_repetition_give_the_same(long seed) {
        var tidy = lived(webhooks -> List.of(webhooks));
        var random = new Random(seed);
        var shuffled = lived(webhooks -> batches(webhooks, random));
        assertThat(shuffled).isEqualTo(tidy);
    }

    /** So that the comparison above compares something. */
    @Test
    void the_tidy_stream_means_what_it_should() {
        var lived = lived(webhooks -> List.of(webhooks));
        assertThat(lived.standing()).isEqualTo(new Standing.Revoked(at(70), Standing.By.PLATFORM));
        assertThat(lived.requests())
                .extracting(Requested::status)
                .containsExactlyInAnyOrder(
                        RequestLife.Status.DECLINED, RequestLife.Status.ACCEPTED);
        assertThat(lived.unanswered()).isEqualTo(4);
        assertThat(lived.calls()).isEqualTo(6);
        assertThat(lived.written().label()).isEqualTo(Label.REVOKED);
        assertThat(lived.written().changedAt()).isEqualTo(at(70));
    }

    @Test
    void what_is_told_again_stands_in_the_ledger_once() {
        var contact = lotus.stranger();
        var told = call(contact, at(40), 120).toArray(Notice[]::new);
        lotus.hear(told);
        var once = ledger(contact);
        assertThat(once).hasSize(told.length);
        lotus.hear(told);
        lotus.hear(told[2], told[0], told[2], told[1]);
        assertThat(ledger(contact)).containsExactlyInAnyOrderElementsOf(once);
    }

    private List<Happening> ledger(Contact contact) {
        var key = new Pair.Key(lotus.number.id(), contact.id());
        return lotus.in(() -> {
            var pair = application.getBean(Pairs.class).find(key).orElseThrow();
            return application.getBean(Ledger.class).read(pair.id());
        });
    }

    /** A history that ends with four unanswered calls: declined, allowed, called, tired of it. */
    private Lived lived(Function<List<Notice>, List<List<Notice>>> delivery) {
        var contact = lotus.stranger();
        var first = new Sent(contact, at(0));
        var second = new Sent(contact, at(30));
        lotus.in(() -> {
            application
                    .getBean(Chronicle.class)
                    .enter(
                            lotus.number,
                            contact.id(),
                            start,
                            List.of(first.past(), second.past()),
                            List.of(first.handedOver(), second.handedOver()));
            return null;
        });
        var webhooks = new ArrayList<Notice>();
        webhooks.addAll(first.came(1));
        webhooks.add(first.answered(false, at(2)));
        webhooks.addAll(second.came(31));
        webhooks.add(second.answered(true, at(32)));
        webhooks.add(message(contact, at(33)));
        webhooks.addAll(call(contact, at(40), 120));
        webhooks.addAll(incoming(contact, at(50)));
        for (int hour : new int[] {61, 64, 67, 70}) {
            webhooks.addAll(call(contact, at(hour), null));
        }
        webhooks.add(message(contact, at(5)));
        delivery.apply(webhooks).forEach(batch -> lotus.hear(batch.toArray(Notice[]::new)));
        return Lived.of(
                lotus.sheet(contact).position(),
                lotus.in(() ->
                        application
                                .getBean(Pairs.class)
                                .find(new Pair.Key(lotus.number.id(), contact.id()))
                                .orElseThrow()));
    }

    private Instant at(int hours) {
        return start.plus(Duration.ofHours(hours));
    }

    private static List<List<Notice>> batches(List<Notice> webhooks, Random random) {
        var all = new ArrayList<>(webhooks);
        webhooks.stream().filter(_ -> random.nextInt(3) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        var batches = new ArrayList<List<Notice>>();
        for (int from = 0; from < all.size(); ) {
            var to = Math.min(all.size(), from + 1 + random.nextInt(5));
            batches.add(all.subList(from, to));
            from = to;
        }
        return batches;
    }

    private static Notice message(Contact contact, Instant at) {
        return new Notice.Message(
                Scene.wamid(), Scene.person(contact), at, "text", "Hi", null, null, null, null);
    }

    private static List<Notice> call(Contact contact, Instant at, Integer seconds) {
        var id = "wacid." + Id.fresh();
        var person = Scene.person(contact);
        var ringing =
                new Notice.CallStatus(
                        id, person, at.plusSeconds(3), Notice.CallProgress.RINGING, null);
        if (seconds == null) {
            return List.of(ringing, terminate(id, contact, at, null, Notice.Direction.OUTGOING));
        }
        return List.of(
                ringing,
                new Notice.CallStatus(
                        id, person, at.plusSeconds(9), Notice.CallProgress.ACCEPTED, null),
                terminate(id, contact, at, seconds, Notice.Direction.OUTGOING));
    }

    private static List<Notice> incoming(Contact contact, Instant at) {
        var id = "wacid." + Id.fresh();
        return List.of(
                new Notice.CallConnect(
                        id, Scene.person(contact), at, Notice.Direction.INCOMING, null, null, null),
                terminate(id, contact, at, 30, Notice.Direction.INCOMING));
    }

    private static Notice terminate(
            String id, Contact contact, Instant at, Integer seconds, Notice.Direction direction) {
        var end = at.plusSeconds(seconds == null ? 0 : seconds);
        return new Notice.CallTerminate(
                id,
                Scene.person(contact),
                end,
                direction,
                seconds == null ? null : at.plusSeconds(9),
                seconds == null ? null : end,
                seconds,
                false,
                List.of(),
                null);
    }

    /** A request that Meta took, and what she tells about it. */
    private static final class Sent {

        private final Id attempt = Id.fresh();
        private final String message = Scene.wamid();
        private final Contact contact;
        private final Instant at;

        Sent(Contact contact, Instant at) {
            this.contact = contact;
            this.at = at;
        }

        Chronicle.PastRequest past() {
            return new Chronicle.PastRequest(attempt, at, null, null, "May we call?", "Asha");
        }

        Happening handedOver() {
            return new Happening.HandedOver(attempt + ":handed", at, attempt.toString(), message);
        }

        List<Notice> came(int minutes) {
            return Stream.of(Notice.Delivery.SENT, Notice.Delivery.DELIVERED, Notice.Delivery.READ)
                    .map(delivery ->
                            (Notice)
                                    new Notice.MessageStatus(
                                            message,
                                            Scene.person(contact),
                                            at.plusSeconds(minutes + delivery.ordinal()),
                                            delivery,
                                            attempt,
                                            null))
                    .toList();
        }

        Notice answered(boolean accepted, Instant answeredAt) {
            return new Notice.PermissionReply(
                    Scene.wamid(),
                    Scene.person(contact),
                    answeredAt,
                    accepted,
                    false,
                    accepted ? answeredAt.plus(Duration.ofDays(7)) : null,
                    false,
                    message);
        }
    }

    /** What became of a request, without its name. */
    private record Requested(
            RequestLife.Status status, Instant moment, Instant until, Instant changedAt) {}

    /** What is written down of a pair, without its identity. */
    private record Written(
            Label label, Instant callableUntil, Instant changedAt, Instant changesAt) {}

    /** Where a pair stands, without the names of things. */
    private record Lived(
            Standing standing,
            List<Requested> requests,
            List<Limit> limits,
            int calls,
            int unanswered,
            Instant windowUntil,
            Instant changesAt,
            Written written) {

        static Lived of(Position position, Pair pair) {
            return new Lived(
                    position.standing(),
                    position.requests().stream()
                            .map(life ->
                                    new Requested(
                                            life.status(),
                                            life.moment(),
                                            life.until(),
                                            life.changedAt()))
                            .toList(),
                    Stream.of(position.askLimits(), position.callLimits())
                            .flatMap(List::stream)
                            .toList(),
                    position.calls().size(),
                    position.unansweredRow().size(),
                    position.windowOpenUntil(),
                    position.changesAt(),
                    new Written(
                            pair.label(),
                            pair.callableUntil(),
                            pair.changedAt(),
                            pair.changesAt()));
        }
    }
}
