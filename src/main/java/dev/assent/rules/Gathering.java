package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts together what belongs together: words of one call, statuses and replies of one request. */
final class Gathering {

    /** 3.2: how much later than its answer an UNKNOWN request may seem to be. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);

    private static final Comparator<Happening> IN_ORDER =
            Comparator.comparing(Happening::at)
                    .thenComparing(happening -> happening instanceof Happening.Reject)
                    .thenComparing(Happening::id);

    final List<RequestFold> requests = new ArrayList<>();
    final List<CallFold> calls = new ArrayList<>();
    final List<PlacedReply> replies = new ArrayList<>();
    final List<Happening.Refusal> refusals = new ArrayList<>();
    final List<Happening.Reading> readings = new ArrayList<>();
    private @Nullable Instant windowOpened;

    private final Map<String, RequestFold> requestByAttempt = new HashMap<>();
    private final Map<String, RequestFold> requestByMetaId = new HashMap<>();
    private final Map<String, CallFold> callById = new HashMap<>();
    private final List<Happening.HandedOver> handOvers = new ArrayList<>();
    private final List<Happening.Status> statuses = new ArrayList<>();
    private final List<Happening.CallWord> callWords = new ArrayList<>();
    private final List<Happening.Reply> rawReplies = new ArrayList<>();

    /** A reply and where it stands (2.4). */
    record PlacedReply(Happening.Reply reply, Instant at) {}

    Gathering(Collection<? extends Happening> happenings) {
        happenings.forEach(this::sort);
        handOvers.forEach(this::handOver);
        refusals.forEach(this::refuse);
        statuses.forEach(this::tie);
        statuses.forEach(this::status);
        callWords.forEach(this::tie);
        callWords.forEach(this::word);
        placeReplies();
        Collections.sort(requests);
    }

    /** When the service window last opened (7.1); null if it never did. */
    @Nullable Instant windowOpened() {
        return windowOpened;
    }

    void openWindow(Instant at) {
        windowOpened = Moments.later(windowOpened, at);
    }

    private void sort(Happening happening) {
        switch (happening) {
            case Happening.Request request -> add(request);
            case Happening.Dial dial -> add(dial);
            case Happening.HandedOver handOver -> handOvers.add(handOver);
            case Happening.Refusal refusal -> refusals.add(refusal);
            case Happening.Status status -> statuses.add(status);
            case Happening.Reply reply -> rawReplies.add(reply);
            case Happening.Message message -> openWindow(message.at());
            case Happening.CallWord word -> callWords.add(word);
            case Happening.Reading reading -> readings.add(reading);
        }
    }

    private void add(Happening.Request request) {
        var fold = new RequestFold(request);
        if (requestByAttempt.putIfAbsent(request.id(), fold) == null) {
            requests.add(fold);
        }
    }

    private void add(Happening.Dial dial) {
        var fold = new CallFold(dial);
        if (callById.putIfAbsent(dial.id(), fold) == null) {
            calls.add(fold);
        }
    }

    private void handOver(Happening.HandedOver word) {
        var request = requestByAttempt.get(word.attempt());
        if (request != null) {
            request.handOver(word);
            requestByMetaId.put(word.metaId(), request);
        }
        var call = callById.get(word.attempt());
        if (call != null) {
            call.metaId = word.metaId();
            callById.put(word.metaId(), call);
        }
    }

    private void refuse(Happening.Refusal refusal) {
        var request = requestByAttempt.get(refusal.attempt());
        if (request != null) {
            request.refuse(refusal.at());
        }
        var call = callById.get(refusal.attempt());
        if (call != null) {
            call.refuse();
        }
    }

    /** 3.1: a word that names both ids ties them. */
    private void tie(Happening.Status status) {
        if (status.attempt() == null) {
            return;
        }
        var request = requestByAttempt.get(status.attempt());
        if (request != null) {
            request.metaId = status.metaId();
            requestByMetaId.put(status.metaId(), request);
        }
    }

    private void status(Happening.Status status) {
        var request = requestByMetaId.get(status.metaId());
        if (request != null) {
            request.status(status);
        }
    }

    private void tie(Happening.CallWord word) {
        if (word.attempt() == null) {
            return;
        }
        var call = callById.get(word.attempt());
        if (call != null) {
            callById.put(word.metaId(), call);
        }
    }

    private void word(Happening.CallWord word) {
        callById.computeIfAbsent(word.metaId(), id -> unknownCall(id, word)).hear(word);
    }

    private CallFold unknownCall(String id, Happening.CallWord word) {
        var call = new CallFold(id, word.direction());
        calls.add(call);
        return call;
    }

    private void placeReplies() {
        if (rawReplies.size() > 1) {
            rawReplies.sort(IN_ORDER);
        }
        @Nullable String last = null;
        for (var reply : rawReplies) {
            if (!reply.id().equals(last)) {
                place(reply);
            }
            last = reply.id();
        }
    }

    private void place(Happening.Reply reply) {
        if (!reply.automatic()) {
            openWindow(reply.at());
        }
        var request = reply.answers() == null ? null : requestAnsweredBy(reply, reply.answers());
        if (request != null) {
            var at = request.notBefore(reply.at());
            request.answer(reply, at);
            replies.add(new PlacedReply(reply, at));
            return;
        }
        var call = reply.answers() == null ? null : callById.get(reply.answers());
        replies.add(
                new PlacedReply(
                        reply,
                        call == null ? reply.at() : Moments.later(call.dialled(), reply.at())));
    }

    private @Nullable RequestFold requestAnsweredBy(Happening.Reply reply, String answered) {
        var known = requestByMetaId.get(answered);
        if (known != null || answersCall(answered)) {
            return known;
        }
        var only = onlyUnknownBefore(reply.at());
        if (only != null) {
            only.metaId = answered;
            requestByMetaId.put(answered, only);
        }
        return only;
    }

    /** 3.2. */
    private @Nullable RequestFold onlyUnknownBefore(Instant at) {
        RequestFold only = null;
        for (var request : requests) {
            var moment = request.moment();
            if (request.unknown()
                    && !moment.isBefore(at.minus(Edition.REQUEST_LIFE))
                    && !moment.isAfter(at.plus(CLOCK_DIFFERENCE))) {
                if (only != null) {
                    return null;
                }
                only = request;
            }
        }
        return only;
    }

    private boolean answersCall(String answered) {
        return isCall(answered) || callById.containsKey(answered);
    }

    /** Meta's ids of calls begin so. */
    static boolean isCall(String metaId) {
        return metaId.startsWith("wacid");
    }
}
