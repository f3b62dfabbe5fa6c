package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.rules.Happening;
import dev.assent.rules.Happening.Delivery;
import dev.assent.rules.Happening.Direction;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ledgers that lead to the label a contact has. */
final class Histories {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Random random;
    private final Instant now;

    Histories(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now;
    }

    /** The requests of a history and all that happened. */
    record History(List<Chronicle.PastRequest> requests, List<Happening> happenings) {

        History() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    History of(Contact contact) {
        var history = new History();
        switch (contact.label()) {
            case NOT_REQUESTED ->
                    history.happenings().add(new Happening.Message("message", ago(20, 300)));
            case PENDING -> ask(history, ago(0, 6));
            case DECLINED -> answer(history, ask(history, ago(8, 60)), false, null);
            case GRANTED -> {
                var until = contact.callableUntil();
                var asked = until == null ? ago(8, 60) : until.minus(WEEK).minusSeconds(20);
                answer(history, ask(history, asked), true, until);
                calls(history, asked);
            }
            case REVOKED -> {
                var asked = ago(8, 60);
                answer(history, ask(history, asked), true, null);
                calls(history, asked);
                history.happenings()
                        .add(new Happening.Reject(Scene.wamid(), ago(0, 7), null, false));
            }
            case EXPIRED -> {
                var asked = ago(9, 60);
                answer(history, ask(history, asked), true, asked.plus(WEEK));
                calls(history, asked);
            }
        }
        return history;
    }

    private Instant ago(int fromDays, int toDays) {
        var seconds = random.nextInt(fromDays * 86_400 + 3_600, toDays * 86_400);
        return now.minusSeconds(seconds);
    }

    private String ask(History history, Instant at) {
        var attempt = Id.fresh();
        var message = Scene.wamid();
        history.requests()
                .add(
                        new Chronicle.PastRequest(
                                attempt,
                                at,
                                "may_we_call",
                                "en",
                                "Hi, may we call you about your appointment?",
                                random.nextBoolean() ? "Asha Kulkarni" : "Ravi"));
        var happenings = history.happenings();
        happenings.add(new Happening.Request(attempt.toString(), at));
        happenings.add(
                new Happening.HandedOver(attempt + ":handed", at, attempt.toString(), message));
        for (var delivery : List.of(Delivery.SENT, Delivery.DELIVERED, Delivery.READ)) {
            happenings.add(
                    new Happening.Status(
                            message + ":" + delivery,
                            at.plusSeconds(1 + delivery.ordinal()),
                            message,
                            attempt.toString(),
                            delivery));
        }
        return message;
    }

    private void answer(
            History history, String message, boolean accepted, @Nullable Instant until) {
        var at = history.requests().getLast().at().plusSeconds(20);
        history.happenings()
                .add(
                        accepted
                                ? new Happening.Accept(
                                        Scene.wamid(), at, message, false, until == null, until)
                                : new Happening.Reject(Scene.wamid(), at, message, false));
    }

    /** Up to three, each told in three words. */
    private void calls(History history, Instant asked) {
        for (int place = random.nextInt(4); place > 0; place--) {
            var id = "wacid." + Id.fresh();
            var at = asked.plusSeconds(600 + random.nextInt(36_000));
            var happenings = history.happenings();
            happenings.add(
                    new Happening.CallSeen(id + ":RINGING", at, id, null, Direction.OUTGOING));
            happenings.add(
                    new Happening.CallPickedUp(
                            id + ":ACCEPTED", at.plusSeconds(8), id, null, Direction.OUTGOING));
            happenings.add(
                    new Happening.CallEnded(
                            id + ":terminate",
                            at.plusSeconds(90),
                            id,
                            null,
                            Direction.OUTGOING,
                            at.plusSeconds(8),
                            at.plusSeconds(90),
                            82));
        }
    }
}
