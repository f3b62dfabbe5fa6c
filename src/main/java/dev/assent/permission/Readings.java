package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.rules.Drift;
import dev.assent.rules.Happening;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.CallPermissions;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.MetaError;

import io.github.bucket4j.Bucket;

import jakarta.annotation.PreDestroy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads what Meta counts on somebody and enters it into the ledger, no faster for a number than the
 * rules let us.
 */
@Component
class Readings {

    private static final Logger log = LoggerFactory.getLogger(Readings.class);
    private static final int MOST_WAITING = 1_000;

    private final Graph graph;
    private final Books books;
    private final Rulebook rulebook;
    private final Persistent persistent;
    private final InstantSource time;
    private final Map<Rate, Bucket> rates = new ConcurrentHashMap<>();

    /** One that finds no place is not taken: it is a kindness, and the next refusal asks again. */
    private final ThreadPoolExecutor background =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST_WAITING),
                    Thread.ofPlatform().daemon().name("readings").factory(),
                    new ThreadPoolExecutor.DiscardPolicy());

    Readings(
            Graph graph,
            Books books,
            Rulebook rulebook,
            Persistent persistent,
            InstantSource time) {
        this.graph = graph;
        this.books = books;
        this.rulebook = rulebook;
        this.persistent = persistent;
        this.time = time;
    }

    /** How often a number may be read. */
    private record Rate(Id number, int perSecond) {

        Bucket bucket() {
            return Bucket.builder()
                    .addLimit(limit ->
                            limit.capacity(perSecond)
                                    .refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build();
        }
    }

    /** What came of a reading. */
    public sealed interface Taken {

        /** It stands in the ledger, which may have said otherwise. */
        record Read(List<Drift> drift) implements Taken {}

        /** Too many were taken within a second. */
        record TooSoon() implements Taken {}

        /** Meta would not tell. */
        record Refused(MetaError error) implements Taken {}

        /** She did not answer, or had a fault of her own. */
        record Silent() implements Taken {}
    }

    /** Reads now. Not to be called inside a transaction: Meta may take seconds. */
    public Taken take(BusinessNumber number, Contact contact) {
        return rate(number).tryConsume(1) ? read(number, contact) : new Taken.TooSoon();
    }

    /** Reads soon, in the background: Meta has just said something we did not know. */
    public void takeSoon(BusinessNumber number, Contact contact) {
        var tenant = Tenant.current();
        background.execute(() -> tenant.run(() -> patiently(number, contact)));
    }

    private void patiently(BusinessNumber number, Contact contact) {
        try {
            rate(number).asBlocking().consume(1);
            if (!(read(number, contact) instanceof Taken.Read)) {
                log.info("no reading for {} after a refusal", number.phoneNumberId());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            log.error("a reading for {} failed", number.phoneNumberId(), failure);
        }
    }

    private Bucket rate(BusinessNumber number) {
        var perSecond = rulebook.policy().edition().readsPerSecond();
        return rates.computeIfAbsent(new Rate(number.id(), perSecond), Rate::bucket);
    }

    private Taken read(BusinessNumber number, Contact contact) {
        return switch (graph.callPermissions(number.phoneNumberId(), contact.recipient())) {
            case Answer.Done<CallPermissions>(var told) ->
                    new Taken.Read(enter(number, contact, told));
            case Answer.Refused<CallPermissions>(var error) -> new Taken.Refused(error);
            case Answer.Failed<CallPermissions> _,
                    Answer.Silent<CallPermissions> _,
                    Answer.Unreachable<CallPermissions> _ ->
                    new Taken.Silent();
        };
    }

    private List<Drift> enter(BusinessNumber number, Contact contact, CallPermissions told) {
        return persistent.execute(_ -> {
            var book = books.open(new Pair.Key(number.id(), contact.id()));
            var now = time.instant();
            book.post(reading(told, now));
            books.save(List.of(book));
            return book.position(rulebook.policy(), now).drift();
        });
    }

    private static Happening.Reading reading(CallPermissions told, Instant now) {
        return new Happening.Reading(
                "reading:" + Id.fresh(),
                now,
                permission(told.permission()),
                told.permission() instanceof CallPermissions.Permission.Temporary(var until)
                        ? until
                        : null,
                told.asking() == null || told.asking().allowed(),
                told.calling() == null || told.calling().allowed(),
                quota(told.asking(), Duration.ofDays(1)),
                quota(told.asking(), Duration.ofDays(7)),
                quota(told.calling(), Duration.ofDays(1)));
    }

    private static Happening.Permission permission(CallPermissions.Permission permission) {
        return switch (permission) {
            case CallPermissions.Permission.None _ -> Happening.Permission.NONE;
            case CallPermissions.Permission.Temporary _ -> Happening.Permission.TEMPORARY;
            case CallPermissions.Permission.Permanent _ -> Happening.Permission.PERMANENT;
        };
    }

    private static Happening.@Nullable Quota quota(
            CallPermissions.@Nullable Action action, Duration period) {
        return action == null
                ? null
                : action.limits().stream()
                        .filter(limit -> limit.period().equals(period))
                        .map(limit ->
                                new Happening.Quota(limit.used(), limit.max(), limit.resetsAt()))
                        .findFirst()
                        .orElse(null);
    }

    @PreDestroy
    void stop() {
        background.shutdownNow();
    }
}
