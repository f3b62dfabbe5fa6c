package dev.assent.webhook;

import dev.assent.tenancy.Id;
import dev.assent.webhook.Inbox.Letter;
import dev.assent.webhook.Inbox.State;
import dev.assent.whatsapp.Notice;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the letters of a round ended. A letter that nobody complains about is done. */
class Endings {

    private static final Logger log = LoggerFactory.getLogger(Endings.class);

    private static final int ATTEMPTS = 8;
    private static final Duration WHEN_AWAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final List<Letter> letters;
    private final Map<Long, Ending> complaints = new LinkedHashMap<>();
    private final Map<Long, Notice.Unknown> unheardOf = new LinkedHashMap<>();

    Endings(List<Letter> letters) {
        this.letters = letters;
    }

    private sealed interface Ending {

        /** Nobody has connected the number. */
        record Unknown() implements Ending {}

        /** The tenant's database is away: no fault of the letter. */
        record Away() implements Ending {}

        /** Working on it failed. */
        record Failed(@Nullable Id tenant, String trouble) implements Ending {}

        /** No attempt will ever succeed. */
        record Hopeless(Id tenant, String trouble) implements Ending {}
    }

    void unknown(Letter letter) {
        complaints.put(letter.id(), new Ending.Unknown());
    }

    void away(Letter letter) {
        complaints.putIfAbsent(letter.id(), new Ending.Away());
    }

    void failed(Letter letter, @Nullable Id tenant, RuntimeException failure) {
        complaints.put(letter.id(), new Ending.Failed(tenant, reason(failure)));
    }

    void hopeless(Letter letter, Id tenant, String trouble) {
        complaints.put(letter.id(), new Ending.Hopeless(tenant, trouble));
    }

    /** Something in it is new to us. That is no fault, and somebody may want to read it. */
    void unheardOf(Letter letter, Notice.Unknown news) {
        unheardOf.putIfAbsent(letter.id(), news);
    }

    /** Without what the letter says, which a database likes to repeat. */
    static String reason(RuntimeException failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException refused
                ? "%s: SQL state %s, error %d"
                        .formatted(
                                failure.getClass().getSimpleName(),
                                refused.getSQLState(),
                                refused.getErrorCode())
                : failure.toString();
    }

    void write(Inbox inbox, Instant now) {
        var done =
                letters.stream().map(Letter::id).filter(id -> !complaints.containsKey(id)).toList();
        inbox.done(done.stream().filter(id -> !unheardOf.containsKey(id)).toList());
        done.stream()
                .filter(unheardOf::containsKey)
                .collect(Collectors.groupingBy(unheardOf::get))
                .forEach((news, ids) -> keep(inbox, news, ids));
        for (var letter : letters) {
            switch (complaints.get(letter.id())) {
                case null -> {}
                case Ending.Unknown _ ->
                        inbox.setAside(
                                letter,
                                State.UNKNOWN,
                                null,
                                "no business has connected this number");
                case Ending.Hopeless hopeless ->
                        inbox.setAside(letter, State.ASIDE, hopeless.tenant(), hopeless.trouble());
                case Ending.Away _ ->
                        inbox.postpone(
                                letter,
                                letter.attempts(),
                                now.plus(WHEN_AWAY),
                                "the business's database was away");
                case Ending.Failed failed -> fail(inbox, letter, failed, now);
            }
        }
    }

    private static void keep(Inbox inbox, Notice.Unknown news, List<Long> ids) {
        var told =
                news.kind().isEmpty()
                        ? news.field()
                        : "%s, %s".formatted(news.field(), news.kind());
        log.info("new to us: {}; kept for a while as letter {}", told, ids);
        inbox.doneButKept(ids, "new to us: " + told);
    }

    private static void fail(Inbox inbox, Letter letter, Ending.Failed failed, Instant now) {
        var attempts = letter.attempts() + 1;
        if (attempts < ATTEMPTS) {
            inbox.postpone(letter, attempts, now.plus(pause(attempts)), failed.trouble());
        } else {
            inbox.setAside(letter, State.ASIDE, failed.tenant(), failed.trouble());
        }
    }

    /** One second, two, four … */
    private static Duration pause(int attempts) {
        var pause = Duration.ofSeconds(1L << (attempts - 1));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
