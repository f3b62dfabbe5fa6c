package dev.assent.permission;

import dev.assent.rules.Happening;
import dev.assent.rules.Situation;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.Sent;
import dev.assent.whatsapp.Trouble;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Asks people for permission. The verdict is given on the locked pair and the attempt stored in the
 * same transaction, so two who ask at once cannot both pass; only then is Meta told, once.
 */
@Component
public class Asking {

    private final Books books;
    private final Requests requests;
    private final Rulebook rulebook;
    private final Refusals refusals;
    private final Graph graph;
    private final Readings readings;
    private final Persistent persistent;
    private final InstantSource time;

    Asking(
            Books books,
            Requests requests,
            Rulebook rulebook,
            Refusals refusals,
            Graph graph,
            Readings readings,
            Persistent persistent,
            InstantSource time) {
        this.books = books;
        this.requests = requests;
        this.rulebook = rulebook;
        this.refusals = refusals;
        this.graph = graph;
        this.readings = readings;
        this.persistent = persistent;
        this.time = time;
    }

    /**
     * Asks, if the rules allow it. Not to be called inside a transaction: Meta may take seconds.
     */
    public Asked ask(Ask ask) {
        return switch (persistent.execute(_ -> reserve(ask))) {
            case Reservation.Forbidden(var verdict) -> new Asked.Forbidden(verdict.reasons());
            case Reservation.Made(var attempt) -> send(ask, attempt);
        };
    }

    private sealed interface Reservation {

        record Made(Id attempt) implements Reservation {}

        record Forbidden(Verdict.Refused verdict) implements Reservation {}
    }

    private Reservation reserve(Ask ask) {
        var book = books.open(new Pair.Key(ask.number().id(), ask.contact().id()));
        var now = time.instant();
        var position = book.position(rulebook.policy(), now);
        var situation = Situations.of(ask.number(), ask.contact());
        return switch (position.mayAsk(situation, asking(ask))) {
            case Verdict.Refused refused -> new Reservation.Forbidden(refused);
            case Verdict.Allowed _ -> new Reservation.Made(enter(ask, book, now));
        };
    }

    private static Situation.Asking asking(Ask ask) {
        return switch (ask.way()) {
            case Ask.FreeForm _ -> Situation.Asking.FREE_FORM;
            case Ask.ByTemplate way when !way.template().approved() ->
                    Situation.Asking.UNAPPROVED_TEMPLATE;
            case Ask.ByTemplate way
                    when way.template().marketing() && ask.contact().marketingStoppedAt() != null ->
                    Situation.Asking.UNWANTED_TEMPLATE;
            case Ask.ByTemplate _ -> Situation.Asking.TEMPLATE;
        };
    }

    private Id enter(Ask ask, Book book, Instant now) {
        requests.add(book.pair(), ask, now);
        book.post(new Happening.Request(ask.attempt().toString(), now));
        books.save(List.of(book));
        return ask.attempt();
    }

    private Asked send(Ask ask, Id attempt) {
        return switch (tell(ask, attempt)) {
            case Answer.Done<Sent>(var sent) -> {
                post(ask, handedOver(attempt, sent));
                yield new Asked.Sent(requests.get(attempt));
            }
            case Answer.Refused<Sent>(var error) -> {
                refusals.learn(ask.number().id(), ask.contact().id(), error);
                requests.noteError(attempt, error);
                var why = why(error.trouble());
                post(ask, refusal(attempt, why, error.until()));
                if (why != Happening.Why.OTHER) {
                    readings.takeSoon(ask.number(), ask.contact());
                }
                yield new Asked.Refused(requests.get(attempt), error);
            }
            case Answer.Unreachable<Sent>() -> {
                post(ask, refusal(attempt, Happening.Why.OTHER, null));
                yield new Asked.NotConnected(requests.get(attempt));
            }
            case Answer.Failed<Sent>(var error) -> {
                requests.noteError(attempt, error);
                yield new Asked.Unknown(requests.get(attempt), error);
            }
            case Answer.Silent<Sent>() -> new Asked.Unknown(requests.get(attempt), null);
        };
    }

    private Answer<Sent> tell(Ask ask, Id attempt) {
        var number = ask.number().phoneNumberId();
        var to = ask.contact().recipient();
        return switch (ask.way()) {
            case Ask.FreeForm(var body) -> graph.requestPermission(number, to, body, attempt);
            case Ask.ByTemplate(var template, var variables) ->
                    graph.sendTemplate(number, to, template.message(variables), attempt);
        };
    }

    private void post(Ask ask, Happening happening) {
        persistent.execute(_ -> {
            var book = books.open(new Pair.Key(ask.number().id(), ask.contact().id()));
            book.post(happening);
            books.save(List.of(book));
            return null;
        });
    }

    private Happening handedOver(Id attempt, Sent sent) {
        return new Happening.HandedOver(
                attempt + ":handed", time.instant(), attempt.toString(), sent.messageId());
    }

    private Happening refusal(Id attempt, Happening.Why why, @Nullable Instant until) {
        return new Happening.Refusal(
                attempt + ":refused", time.instant(), attempt.toString(), why, until);
    }

    static Happening.Why why(Trouble trouble) {
        return switch (trouble) {
            case PERMANENT_GRANT_EXISTS -> Happening.Why.PERMANENT_GRANT;
            case NO_PERMISSION -> Happening.Why.NO_PERMISSION;
            case REQUEST_LIMIT -> Happening.Why.REQUEST_LIMIT;
            case CALL_LIMIT -> Happening.Why.CALL_LIMIT;
            case CALL_IN_PROGRESS,
                    NOT_ON_WHATSAPP,
                    NOT_ON_TEST_LIST,
                    WINDOW_CLOSED,
                    OPTED_OUT,
                    NOT_DELIVERED,
                    PAIR_RATE,
                    SENT_TO_ITSELF,
                    COUNTRY_BARRED,
                    PAUSED,
                    CALLING_OFF,
                    CALLING_NOT_ELIGIBLE,
                    CALLS_NOT_SUBSCRIBED,
                    SIP_IN_USE,
                    NUMBER_RATE,
                    SPAM_LIMIT,
                    CONCURRENT_CALLS,
                    MAINTENANCE,
                    NOT_REGISTERED,
                    TOKEN,
                    PAYMENT,
                    ACCOUNT_RESTRICTED,
                    TEMPLATE_NOT_APPROVED,
                    TEMPLATE_PAUSED,
                    TEMPLATE_DISABLED,
                    TEMPLATE_VARIABLES,
                    TEMPLATE_TOO_LONG,
                    TEMPLATE_POLICY,
                    TEMPLATE_LIMIT,
                    TEMPLATE_INVALID,
                    BAD_REQUEST,
                    CALL_FAILED,
                    META_FAILED,
                    OTHER ->
                    Happening.Why.OTHER;
        };
    }
}
