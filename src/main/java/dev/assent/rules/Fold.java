package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads a ledger once: what it says of requests, calls and the standing, limits apart. */
final class Fold {

    final Policy policy;
    final Instant now;

    /** The newest last. */
    final List<RequestFold> requests;

    /** In both directions, the newest last. */
    final List<Call> calls = new ArrayList<>();

    final Course course;
    private final @Nullable Instant windowOpened;

    Fold(Policy policy, Collection<? extends Happening> happenings, Instant now) {
        this.policy = policy;
        this.now = now;
        var gathering = new Gathering(happenings);
        requests = gathering.requests;
        gathering.calls.forEach(call -> calls.add(call.call(now)));
        calls.sort(Call.IN_ORDER);
        calls.forEach(call -> step(call, gathering));
        windowOpened = gathering.windowOpened();
        course = new Course(policy.edition());
        follow(gathering.steps);
    }

    private static void step(Call call, Gathering gathering) {
        if (!call.ours()) {
            gathering.openWindow(call.dialled());
        }
        if (!call.counts()) {
            return;
        }
        if (call.pickedUp() != null) {
            gathering.steps.add(new Step.PickedUp(call.pickedUp(), call));
            if (call.ours()) {
                gathering.openWindow(call.pickedUp());
            }
        } else if (call.ours() && call.ended() != null) {
            gathering.steps.add(new Step.Unanswered(call.ended(), call));
        }
    }

    /** Equal steps are neighbours after sorting, and one step (2.5). */
    private void follow(List<Step> steps) {
        steps.sort(null);
        Step before = null;
        for (var step : steps) {
            if (before == null || step.compareTo(before) != 0) {
                course.take(step);
            }
            before = step;
        }
    }

    /** From the newest back, since a newer one's delivery ends the older ones (5.5). */
    List<RequestLife> lives() {
        var lives = new ArrayList<RequestLife>(requests.size());
        Instant newerDelivered = null;
        for (var request : requests.reversed()) {
            lives.addFirst(request.life(newerDelivered, now));
            if (request.delivered() != null) {
                newerDelivered = Moments.earlier(newerDelivered, request.delivered());
            }
        }
        return lives;
    }

    List<Call> running() {
        return calls.stream().filter(Call::running).toList();
    }

    @Nullable Instant windowOpenUntil() {
        return windowOpened == null ? null : windowOpened.plus(Edition.SERVICE_WINDOW);
    }
}
