package dev.assent.number;

import dev.assent.access.Audit;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.AccessToken;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.CallingSettings;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.MetaError;
import dev.assent.whatsapp.NumberProfile;
import dev.assent.whatsapp.Routes;
import dev.assent.whatsapp.Success;
import dev.assent.whatsapp.Trouble;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/** Connects numbers to the current business, after everything that will be needed was tried out. */
@Component
public class Connections {

    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    private final Graph graph;
    private final Routes routes;
    private final Numbers numbers;
    private final NumberStates states;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource time;

    Connections(
            Graph graph,
            Routes routes,
            Numbers numbers,
            NumberStates states,
            Audit audit,
            TransactionTemplate transactions,
            InstantSource time) {
        this.graph = graph;
        this.routes = routes;
        this.numbers = numbers;
        this.states = states;
        this.audit = audit;
        this.transactions = transactions;
        this.time = time;
    }

    /**
     * What somebody wants to connect, in Meta's words.
     *
     * @param wabaId the account the number belongs to
     */
    public record Wanted(String phoneNumberId, String wabaId, AccessToken token) {}

    /** How it went. */
    public sealed interface Outcome {

        record Connected(Id number) implements Outcome {}

        /**
         * Nothing was stored.
         *
         * @param error what Meta said, if it was her
         */
        record Hindered(Obstacle obstacle, @Nullable MetaError error) implements Outcome {}
    }

    /**
     * Connects a number, or gives a connected one another token. Asks Meta several times, so it
     * must not be called inside a transaction.
     */
    public Outcome connect(Wanted wanted) {
        var profile = graph.profile(wanted.phoneNumberId(), wanted.token());
        if (!(profile instanceof Answer.Done<NumberProfile>(var number))) {
            return hindered(profile, Obstacle.NUMBER_UNKNOWN);
        }
        if (!number.phoneNumberId().equals(wanted.phoneNumberId())) {
            return new Outcome.Hindered(Obstacle.NUMBER_UNKNOWN, null);
        }
        var siblings = graph.numbers(wanted.wabaId(), wanted.token());
        if (!(siblings instanceof Answer.Done<List<NumberProfile>>(var ofAccount))) {
            return hindered(siblings, Obstacle.ACCOUNT_UNKNOWN);
        }
        if (ofAccount.stream().noneMatch(one -> isSame(one, number))) {
            return new Outcome.Hindered(Obstacle.NOT_IN_ACCOUNT, null);
        }
        var telephone = TelephoneNumber.read(number.displayNumber());
        if (telephone.isEmpty()) {
            return new Outcome.Hindered(Obstacle.NUMBER_UNREADABLE, null);
        }
        var subscription = graph.subscribe(wanted.wabaId(), wanted.token());
        if (!(subscription instanceof Answer.Done<Success>)) {
            return hindered(subscription, Obstacle.NOT_SUBSCRIBED);
        }
        var reading = graph.callingSettings(wanted.phoneNumberId(), wanted.token());
        if (!(reading instanceof Answer.Done<CallingSettings>(var settings))) {
            return hindered(reading, Obstacle.SETTINGS_CLOSED);
        }
        return store(wanted, number, telephone.get(), settings);
    }

    /** Connects a number of which all is known, without asking Meta. */
    public Outcome enter(Wanted wanted, NumberProfile number, CallingSettings settings) {
        return TelephoneNumber.read(number.displayNumber())
                .map(telephone -> store(wanted, number, telephone, settings))
                .orElseGet(() -> new Outcome.Hindered(Obstacle.NUMBER_UNREADABLE, null));
    }

    /**
     * Forgets the token, and what concerns the number reaches the business no more. Where nobody
     * has another number of the account, Meta is asked to tell us no more of it; so it must not be
     * called inside a transaction.
     *
     * @return false if Meta should have been asked that but did not do it
     */
    public boolean disconnect(BusinessNumber number) {
        var token = token(number);
        transactions.executeWithoutResult(_ -> {
            numbers.disconnect(number.id());
            audit.note("disconnected a number", number.international());
            // In the control schema, which does not roll back with this one.
            routes.disconnect(number.phoneNumberId());
        });
        return !routes.tenantsOfAccounts(List.of(number.wabaId())).isEmpty()
                || token.map(known -> graph.unsubscribe(number.wabaId(), known)).orElse(null)
                        instanceof Answer.Done<Success>;
    }

    /** Empty if nobody can read it any more: that keeps no number connected. */
    private Optional<AccessToken> token(BusinessNumber number) {
        try {
            return Optional.of(numbers.ofNumber(number.phoneNumberId()));
        } catch (NoSuchElementException | IllegalArgumentException unreadable) {
            log.warn("the token of {} cannot be read", number.phoneNumberId(), unreadable);
            return Optional.empty();
        }
    }

    private Outcome store(
            Wanted wanted,
            NumberProfile number,
            TelephoneNumber telephone,
            CallingSettings settings) {
        var now = time.instant();
        var outcome =
                transactions.<Outcome>execute(transaction -> {
                    var id =
                            numbers.connect(
                                    wanted.phoneNumberId(),
                                    wanted.wabaId(),
                                    telephone,
                                    wanted.token(),
                                    now);
                    states.read(id, number);
                    states.read(id, settings, now);
                    audit.note("connected a number", number.displayNumber());
                    // Last, since it counts at once: who comes by it waits for our row.
                    if (!routes.connect(
                            wanted.phoneNumberId(), wanted.wabaId(), telephone.digits())) {
                        transaction.setRollbackOnly();
                        return new Outcome.Hindered(Obstacle.NUMBER_TAKEN, null);
                    }
                    return new Outcome.Connected(id);
                });
        return Objects.requireNonNull(outcome);
    }

    private static boolean isSame(NumberProfile one, NumberProfile other) {
        return one.phoneNumberId().equals(other.phoneNumberId());
    }

    /**
     * @param otherwise what it means if Meta refuses for a reason that belongs to this very
     *     question
     */
    private static Outcome hindered(Answer<?> answer, Obstacle otherwise) {
        return switch (answer) {
            case Answer.Done<?> done -> throw new IllegalArgumentException("no obstacle: " + done);
            case Answer.Refused<?>(var error) ->
                    new Outcome.Hindered(ofRefusal(error, otherwise), error);
            case Answer.Failed<?>(var error) ->
                    new Outcome.Hindered(
                            isSenseless(error) ? otherwise : Obstacle.META_FAILED, error);
            case Answer.Silent<?> _ -> new Outcome.Hindered(Obstacle.META_SILENT, null);
            case Answer.Unreachable<?> _ -> new Outcome.Hindered(Obstacle.META_UNREACHABLE, null);
        };
    }

    private static Obstacle ofRefusal(MetaError error, Obstacle otherwise) {
        return switch (error.trouble().concern()) {
            case ACCOUNT ->
                    isInvalidToken(error.code()) ? Obstacle.TOKEN_INVALID : Obstacle.TOKEN_TOO_WEAK;
            case NUMBER -> error.trouble().passing() ? Obstacle.META_BUSY : otherwise;
            case META -> error.trouble() == Trouble.META_FAILED ? Obstacle.META_FAILED : otherwise;
            case PERSON, TEMPLATE, REQUEST -> otherwise;
        };
    }

    /** All went well, but the thing is of another kind than we took it for. */
    private static boolean isSenseless(MetaError error) {
        return error.code() <= -200 && error.code() > -300;
    }

    private static boolean isInvalidToken(int code) {
        return code == 0 || code == 190 || code == -401;
    }
}
