package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Lets told events happen between the pairs they concern, and stores what came of them. */
class Pasts {

    private final JdbcTemplate batches;
    private final BusinessNumbers numbers;
    private final Phones phones;
    private final Pairs pairs;
    private final Messages messages;
    private final PhoneCalls calls;
    private final Templates templates;
    private final Settings settings;

    Pasts(
            @Simulated JdbcTemplate batches,
            BusinessNumbers numbers,
            Phones phones,
            Pairs pairs,
            Messages messages,
            PhoneCalls calls,
            Templates templates,
            Settings settings) {
        this.batches = batches;
        this.numbers = numbers;
        this.phones = phones;
        this.pairs = pairs;
        this.messages = messages;
        this.calls = calls;
        this.templates = templates;
        this.settings = settings;
    }

    /**
     * Lets all of it happen.
     *
     * @throws Impossible if something of it makes no sense
     */
    void happen(List<Story.Event> events) {
        var byWhom =
                events.stream()
                        .collect(
                                Collectors.groupingBy(
                                        event -> Whom.of(event.number(), event.person()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        if (byWhom.isEmpty()) {
            return;
        }
        addPhones(byWhom.keySet().stream().map(Whom::person).distinct().toList());
        var there = pairs.all();
        var pasts = new LinkedHashMap<Whom, Past>();
        byWhom.forEach((whom, told) -> pasts.put(whom, past(whom, there.get(whom), told)));
        pasts.values().forEach(Past::unfold);
        store(pasts);
    }

    private void addPhones(List<String> waIds) {
        var there = phones.all(waIds).stream().map(Phone::waId).collect(Collectors.toSet());
        phones.put(
                waIds.stream()
                        .filter(waId -> !there.contains(waId))
                        .map(waId -> Phone.of(waId, Names.international(waId)))
                        .toList());
    }

    private Past past(Whom whom, @Nullable Pair there, List<Story.Event> events) {
        var number = numbers.get(whom.number());
        var pair = there == null ? Pair.fresh(0, whom.number(), whom.person()) : there;
        var earlierCalls = there == null ? List.<PhoneCall>of() : calls.of(there.id());
        var past = new Past(number, pair, templates, settings.quirks(), earlierCalls);
        events.forEach(past::add);
        return past;
    }

    private void store(Map<Whom, Past> pasts) {
        batches.batchUpdate(
                """
                insert into pair (phone_number_id, wa_id, permission, granted_at, granted_until,
                    grant_no, taken_away, window_from, marketing_stopped, marketing_enough, last_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update permission = values(permission),
                    granted_at = values(granted_at), granted_until = values(granted_until),
                    grant_no = values(grant_no), taken_away = values(taken_away),
                    window_from = values(window_from),
                    marketing_stopped = values(marketing_stopped), last_at = values(last_at)
                """,
                pasts.values().stream().map(past -> row(past.pair())).toList());
        var stored = pairs.all();
        var allMessages = new ArrayList<Message>();
        var allCalls = new ArrayList<PhoneCall>();
        pasts.forEach((whom, past) -> {
            var id = Objects.requireNonNull(stored.get(whom)).id();
            past.messages().forEach(message -> allMessages.add(message.ofPair(id)));
            past.calls().forEach(call -> allCalls.add(call.ofPair(id)));
        });
        messages.addAll(allMessages);
        calls.addAll(allCalls);
    }

    private static Object[] row(Pair pair) {
        return Rows.values(
                        pair.phoneNumberId(),
                        pair.waId(),
                        pair.permission(),
                        pair.grantedAt(),
                        pair.grantedUntil(),
                        pair.grantNo(),
                        pair.takenAway(),
                        pair.windowFrom(),
                        pair.marketingStopped(),
                        pair.marketingEnough(),
                        pair.lastAt())
                .toArray();
    }
}
