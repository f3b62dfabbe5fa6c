package dev.assent.demo;

import dev.assent.access.Member;
import dev.assent.call.CallChronicle;
import dev.assent.call.CallChronicle.PastCall;
import dev.assent.permission.Chronicle.PastRequest;
import dev.assent.rules.Happening;
import dev.assent.rules.Happening.Direction;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One thing in somebody's story, as the simulator is told it and as our ledger has it. */
sealed interface Episode {

    Instant at();

    /** In the words of the simulator's story; null where it knows nothing of it. */
    @Nullable Map<String, Object> told();

    List<Happening> happenings();

    record Wrote(String id, Instant at, String text) implements Episode {

        @Override
        public Map<String, Object> told() {
            return Map.of("type", "message_in", "id", id, "text", text);
        }

        @Override
        public List<Happening> happenings() {
            return List.of(new Happening.Message("message", at));
        }
    }

    /** We wrote, not asking for anything. */
    record Replied(String id, Instant at, String text, String by, boolean read) implements Episode {

        @Override
        public Map<String, Object> told() {
            return Map.of(
                    "type",
                    "message_out",
                    "id",
                    id,
                    "text",
                    text,
                    "status",
                    read ? "read" : "delivered");
        }

        /** The ledger knows of requests alone. */
        @Override
        public List<Happening> happenings() {
            return List.of();
        }
    }

    /** How far a request came. */
    enum Reach {
        SENT,
        DELIVERED,
        READ,
        FAILED,
        /** Meta never answered: the simulator knows nothing of it. */
        UNKNOWN
    }

    /**
     * @param template its name; null if the request is free-form
     */
    record Asked(
            String id,
            Instant at,
            Id attempt,
            @Nullable String template,
            Map<String, String> variables,
            String text,
            String by,
            Reach reach)
            implements Episode {

        PastRequest request(Id asker) {
            return new PastRequest(
                    attempt, at, template, template == null ? null : "en", text, by, asker);
        }

        @Override
        public @Nullable Map<String, Object> told() {
            if (reach == Reach.UNKNOWN) {
                return null;
            }
            var told = new LinkedHashMap<String, Object>();
            told.put("type", "request");
            told.put("id", id);
            told.put("status", reach.name().toLowerCase(Locale.ROOT));
            if (template == null) {
                told.put("text", text);
            } else {
                told.put("template", template);
                told.put("language", "en");
                told.put("variables", variables);
            }
            if (reach == Reach.FAILED) {
                told.put("error", 131026);
            }
            return told;
        }

        @Override
        public List<Happening> happenings() {
            var known = attempt.toString();
            var happened = new ArrayList<Happening>();
            if (reach == Reach.UNKNOWN) {
                return happened;
            }
            happened.add(new Happening.HandedOver(known + ":handed", at, known, id));
            switch (reach) {
                case SENT, UNKNOWN -> {}
                case DELIVERED -> happened.add(status(Happening.Delivery.DELIVERED, 3));
                case READ -> {
                    happened.add(status(Happening.Delivery.DELIVERED, 3));
                    happened.add(status(Happening.Delivery.READ, 95));
                }
                case FAILED -> happened.add(status(Happening.Delivery.FAILED, 2));
            }
            return happened;
        }

        private Happening status(Happening.Delivery delivery, int secondsLater) {
            return new Happening.Status(
                    id + ":" + delivery,
                    at.plusSeconds(secondsLater),
                    id,
                    attempt.toString(),
                    delivery);
        }
    }

    /**
     * @param answers the request or call; null from the business profile
     * @param until null on a permanent grant
     */
    record Allowed(
            String id,
            Instant at,
            @Nullable String answers,
            @Nullable Instant until,
            boolean automatic)
            implements Episode {

        @Override
        public Map<String, Object> told() {
            var told = new LinkedHashMap<String, Object>();
            told.put("type", "accept");
            told.put("id", id);
            told.put("always", until == null);
            told.put("automatic", automatic);
            if (until != null) {
                told.put("until", until);
            }
            if (answers != null) {
                told.put(automatic ? "call" : "request", answers);
            }
            return told;
        }

        @Override
        public List<Happening> happenings() {
            return List.of(new Happening.Accept(id, at, answers, automatic, until == null, until));
        }
    }

    record Denied(String id, Instant at, @Nullable String answers, boolean automatic)
            implements Episode {

        @Override
        public Map<String, Object> told() {
            var told = new LinkedHashMap<String, Object>();
            told.put("type", "reject");
            told.put("id", id);
            told.put("automatic", automatic);
            if (answers != null) {
                told.put("request", answers);
            }
            return told;
        }

        @Override
        public List<Happening> happenings() {
            return List.of(new Happening.Reject(id, at, answers, automatic));
        }
    }

    /** The permission is gone, and the notice of it was lost: only a reading told us. */
    record Lost(String id, Instant at, Instant readAt) implements Episode {

        @Override
        public Map<String, Object> told() {
            return Map.of("type", "reject", "id", id, "automatic", false);
        }

        @Override
        public List<Happening> happenings() {
            return List.of(
                    new Happening.Reading(
                            "reading:" + id,
                            readAt,
                            Happening.Permission.NONE,
                            null,
                            true,
                            false,
                            null,
                            null,
                            null));
        }
    }

    /**
     * @param rang seconds until it was picked up or ended
     * @param seconds it lasted; null if nobody picked it up
     * @param outcome in the simulator's words
     */
    record Called(
            String id,
            Instant at,
            Direction direction,
            int rang,
            @Nullable Integer seconds,
            String outcome)
            implements Episode {

        @Override
        public Map<String, Object> told() {
            var told = new LinkedHashMap<String, Object>();
            told.put("type", direction == Direction.OUTGOING ? "call_out" : "call_in");
            told.put("id", id);
            told.put("outcome", outcome);
            told.put("rang", rang);
            if (seconds != null) {
                told.put("seconds", seconds);
            }
            return told;
        }

        /**
         * As the log has it.
         *
         * @param agent who of us called or took it
         * @param note what they wrote down; null if nothing
         */
        PastCall call(Member agent, @Nullable String note) {
            var incoming = direction == Direction.INCOMING;
            return new PastCall(
                    id,
                    incoming,
                    at,
                    rang,
                    seconds,
                    way(),
                    incoming && seconds == null ? null : agent,
                    note);
        }

        private CallChronicle.Way way() {
            return switch (outcome) {
                case "answered" -> CallChronicle.Way.TALKED;
                case "voicemail" -> CallChronicle.Way.VOICEMAIL;
                case "unanswered" -> CallChronicle.Way.UNANSWERED;
                case "rejected" -> CallChronicle.Way.REJECTED;
                case "failed" -> CallChronicle.Way.FAILED;
                default -> throw new IllegalArgumentException("no call ends as " + outcome);
            };
        }

        @Override
        public List<Happening> happenings() {
            var seen = new Happening.CallSeen(id + ":connect", at, id, null, direction);
            var end = at.plusSeconds(rang + (seconds == null ? 0 : (long) seconds));
            if (outcome.equals("failed")) {
                return List.of(
                        seen,
                        new Happening.CallFailed(id + ":terminate", end, id, null, direction));
            }
            var start = seconds == null ? null : at.plusSeconds(rang);
            return List.of(
                    seen,
                    new Happening.CallEnded(
                            id + ":terminate",
                            end,
                            id,
                            null,
                            direction,
                            start,
                            seconds == null ? null : end,
                            seconds));
        }
    }
}
