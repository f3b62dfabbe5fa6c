package dev.assent.permission;

import dev.assent.rules.Happening;
import dev.assent.rules.Policy;
import dev.assent.rules.Position;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ledger of one locked pair, open for posting. */
class Book {

    private final Pair pair;
    private final List<Happening> happenings;
    private final int written;
    private final Set<String> ids = new HashSet<>();
    private @Nullable Instant lastMessage;

    Book(Pair pair, List<Happening> written) {
        this.pair = pair;
        this.happenings = new ArrayList<>(written);
        this.written = written.size();
        written.forEach(this::isNew);
    }

    Pair pair() {
        return pair;
    }

    /** Adds a happening, unless it is there already. */
    void post(Happening happening) {
        if (isNew(happening)) {
            happenings.add(happening);
        }
    }

    private boolean isNew(Happening happening) {
        return happening instanceof Happening.Message message
                ? isLater(message)
                : ids.add(happening.id());
    }

    /** Of what the person wrote only the latest is kept. */
    private boolean isLater(Happening.Message message) {
        if (lastMessage != null && !message.at().isAfter(lastMessage)) {
            return false;
        }
        lastMessage = message.at();
        return true;
    }

    /** What was posted since the book was opened. */
    List<Happening> posted() {
        return happenings.subList(written, happenings.size());
    }

    /** Whether this word belongs, or may turn out to belong, to a request of ours. */
    boolean concernsRequest(Happening.Status status) {
        var handedOver = new HashSet<String>();
        for (var happening : happenings) {
            if (happening instanceof Happening.HandedOver word) {
                if (word.metaId().equals(status.metaId())) {
                    return true;
                }
                handedOver.add(word.attempt());
            }
        }
        for (var happening : happenings) {
            if (happening instanceof Happening.Request request
                    && (request.id().equals(status.attempt())
                            || status.attempt() == null && !handedOver.contains(request.id()))) {
                return true;
            }
        }
        return false;
    }

    /** Where the pair stands, all that was posted included. */
    Position position(Policy policy, Instant now) {
        return Position.of(policy, happenings, now);
    }

    /** What was last written down of it; null if nothing ever was. */
    @Nullable Position writtenPosition(Policy policy) {
        return pair.foldedAt() == null
                ? null
                : Position.of(policy, happenings.subList(0, written), pair.foldedAt());
    }
}
