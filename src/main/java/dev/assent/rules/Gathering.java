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

/**
 * Puts together what belongs together, in whatever order it is told: the words of one call, the
 * statuses and replies of one request (sections 2, 3 and 7). What is told twice changes nothing,
 * except that its step is there twice.
 */
final class Gathering {

    /** 3.2: how much later than its answer an UNKNOWN request may seem to be. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);

    private static final Comparator<Happening.Reply> IN_ORDER =
            Comparator.comparing(Happening.Reply::at)
                    .thenComparing(reply -> reply instanceof Happening.Reject)
                    .thenComparing(Happening.Reply::id);

    final List<RequestFold> requests = new ArrayList<>();
    final List<CallFold> calls = new ArrayList<>();

    /** What replies, refusals and readings do. */
    final List<Step> steps = new ArrayList<>();

    private @Nullable Instant windowOpened;

    private final Map<String, RequestFold> requestByAttempt = new HashMap<>();
    private final Map<String, RequestFold> requestByMetaId = new HashMap<>();

    /** By our attempt and by Meta's id. */
    private final Map<String, CallFold> callById = new HashMap<>();

    private final List<Happening.HandedOver> handOvers = new ArrayList<>();
    private final List<Happening.Status> statuses = new ArrayList<>();
    private final List<Happening.CallWord> callWords = new ArrayList<>();
    private final List<Happening.Refusal> refusals = new ArrayList<>();
    private final List<Happening.Reply> replies = new ArrayList<>();

    Gathering(Collection<? extends Happening> happenings) {
        happenings.forEach(this::sort);
        handOvers.forEach(this::handOver);
        statuses.forEach(this::tie);
        callWords.forEach(this::tie);
        callWords.forEach(this::hear);
        refusals.forEach(this::refuse);
        replies.sort(IN_ORDER);
        replies.forEach(this::resolve);
        replies.forEach(this::place);
        statuses.forEach(this::report);
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
            case Happening.Reply reply -> replies.add(reply);
            case Happening.Message message -> openWindow(message.at());
            case Happening.CallWord word -> callWords.add(word);
            case Happening.Reading reading -> steps.add(new Step.Read(reading));
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
            request.handOver(word.at());
        }
        tie(request, word.metaId());
        tie(callById.get(word.attempt()), word.metaId());
    }

    /** 3.1: a word that names both ids ties them. */
    private void tie(Happening.Status status) {
        tie(requestByAttempt.get(status.attempt()), status.metaId());
    }

    private void tie(Happening.CallWord word) {
        tie(callById.get(word.attempt()), word.metaId());
    }

    private void tie(@Nullable RequestFold request, String metaId) {
        if (request != null) {
            request.named(metaId);
            requestByMetaId.put(metaId, request);
        }
    }

    private void tie(@Nullable CallFold call, String metaId) {
        if (call != null) {
            call.named(metaId);
            callById.put(metaId, call);
        }
    }

    /** Of several ids for one attempt the first as text is told, whichever came first (3.1). */
    static String firstName(@Nullable String one, String other) {
        return one == null || other.compareTo(one) < 0 ? other : one;
    }

    private void hear(Happening.CallWord word) {
        callById.computeIfAbsent(word.metaId(), _ -> undialled(word)).hear(word);
    }

    private CallFold undialled(Happening.CallWord word) {
        var call = new CallFold(word);
        calls.add(call);
        return call;
    }

    private void refuse(Happening.Refusal refusal) {
        var at = refusal.at();
        var request = requestByAttempt.get(refusal.attempt());
        if (request != null) {
            at = request.notBefore(at);
            request.fail(at);
        }
        var call = callById.get(refusal.attempt());
        if (call != null) {
            at = Moments.later(call.dialled(), at);
            call.fail(at);
        }
        steps.add(new Step.Refused(at, refusal));
    }

    /** 3.2. */
    private void resolve(Happening.Reply reply) {
        var answered = reply.answers();
        if (answered != null && !isCall(answered) && !requestByMetaId.containsKey(answered)) {
            tie(onlyUnknownBefore(reply.at()), answered);
        }
    }

    private @Nullable RequestFold onlyUnknownBefore(Instant at) {
        RequestFold only = null;
        for (var request : requests) {
            var moment = request.moment();
            if (request.unknown()
                    && at.isBefore(moment.plus(Edition.REQUEST_LIFE))
                    && !moment.isAfter(at.plus(CLOCK_DIFFERENCE))) {
                if (only != null) {
                    return null;
                }
                only = request;
            }
        }
        return only;
    }

    /** Meta's ids of calls begin so. */
    static boolean isCall(String metaId) {
        return metaId.startsWith("wacid");
    }

    private void place(Happening.Reply reply) {
        var at = reply.at();
        var request = requestByMetaId.get(reply.answers());
        if (request != null) {
            at = request.notBefore(at);
            request.answer(reply, at);
        }
        var call = callById.get(reply.answers());
        if (call != null) {
            at = Moments.later(call.dialled(), at);
        }
        if (!reply.automatic()) {
            openWindow(at);
        }
        steps.add(new Step.Replied(at, reply));
    }

    private void report(Happening.Status status) {
        var request = requestByMetaId.get(status.metaId());
        if (request != null) {
            request.report(status);
        }
    }
}
