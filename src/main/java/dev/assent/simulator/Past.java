package dev.assent.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What was between two, unfolded in the order of time. */
class Past {

    private final BusinessNumber number;
    private final PastMessages messages;
    private final PastCalls calls;
    private final List<Point> points = new ArrayList<>();
    private Pair pair;

    /**
     * @param pair as it stood before
     * @param earlierCalls between the two
     */
    Past(
            BusinessNumber number,
            Pair pair,
            Templates templates,
            Quirks quirks,
            List<PhoneCall> earlierCalls) {
        this.number = number;
        this.pair = pair;
        this.messages = new PastMessages(this, templates, quirks);
        this.calls = new PastCalls(this, quirks, earlierCalls);
    }

    /**
     * Something of the past at its moment; of one second calls come first, then what was written.
     */
    private record Point(Instant at, int rank, int place, Runnable happens) {}

    BusinessNumber number() {
        return number;
    }

    /** As it stands by now. */
    Pair pair() {
        return pair;
    }

    void become(Pair next) {
        pair = next;
    }

    Collection<Message> messages() {
        return messages.all();
    }

    Collection<PhoneCall> calls() {
        return calls.all();
    }

    void add(Story.Event event) {
        switch (event.type()) {
            case "message_in" -> at(event.at(), 1, () -> messages.wrote(event));
            case "message_out" -> at(event.at(), 1, () -> messages.sent(event, false));
            case "request" -> at(event.at(), 1, () -> messages.sent(event, true));
            case "accept" -> at(event.at(), 2, () -> messages.accepted(event));
            case "reject" -> at(event.at(), 3, () -> messages.rejected(event));
            case "call_out" -> calls.called(event, PhoneCall.Caller.BUSINESS);
            case "call_in" -> calls.called(event, PhoneCall.Caller.PERSON);
            case "marketing" ->
                    at(
                            event.at(),
                            1,
                            () ->
                                    pair =
                                            pair.marketing(
                                                    Story.or(event.stopped(), true),
                                                    pair.marketingEnough()));
            default -> throw new Impossible("No event is of type " + event.type() + ".");
        }
    }

    void at(Instant at, int rank, Runnable happens) {
        points.add(new Point(at, rank, points.size(), happens));
    }

    void unfold() {
        points.sort(
                Comparator.comparing(Point::at)
                        .thenComparing(Point::rank)
                        .thenComparing(Point::place));
        for (var point : points) {
            point.happens().run();
            pair = pair.active(point.at());
        }
    }
}
