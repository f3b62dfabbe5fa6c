package dev.assent.chat;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.MessageTemplate;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The approved templates of an account that ask for nothing. They are written and kept at Meta
 * alone; what she told is believed for some minutes.
 */
@Component
class Patterns {

    private static final Duration BELIEVED = Duration.ofMinutes(5);
    private static final int MOST_ACCOUNTS = 1_000;

    private final Graph graph;
    private final Map<Account, Told> told = new ConcurrentHashMap<>();

    Patterns(Graph graph) {
        this.graph = graph;
    }

    private record Account(Id tenant, String wabaId) {}

    /** What she told at a moment of real time, for time that is simulated may stand still. */
    private record Told(Instant at, Offer offer) {}

    /**
     * What an agent can send.
     *
     * @param patterns by name and language
     * @param others names of those that need more than words, which nobody can give here
     */
    record Offer(List<Pattern> patterns, List<String> others) {

        static final Offer NOTHING = new Offer(List.of(), List.of());
    }

    /** Empty where Meta does not answer. Not to be called inside a transaction. */
    Optional<Offer> of(String wabaId) {
        var account = new Account(Tenant.current().id(), wabaId);
        var known = told.get(account);
        if (known != null && Instant.now().isBefore(known.at().plus(BELIEVED))) {
            return Optional.of(known.offer());
        }
        return switch (graph.templates(wabaId)) {
            case Answer.Done<List<MessageTemplate>>(var all) -> Optional.of(keep(account, all));
            case Answer.Refused<List<MessageTemplate>> _,
                    Answer.Failed<List<MessageTemplate>> _,
                    Answer.Silent<List<MessageTemplate>> _,
                    Answer.Unreachable<List<MessageTemplate>> _ ->
                    Optional.ofNullable(known).map(Told::offer);
        };
    }

    private Offer keep(Account account, List<MessageTemplate> all) {
        var approved =
                all.stream()
                        .filter(template -> !template.asksPermission())
                        .filter(template -> template.status().equals("APPROVED"))
                        .toList();
        var patterns =
                approved.stream()
                        .filter(MessageTemplate::wordsOnly)
                        .map(Pattern::of)
                        .sorted(
                                Comparator.comparing(Pattern::name)
                                        .thenComparing(Pattern::language))
                        .toList();
        var others =
                approved.stream()
                        .filter(template -> !template.wordsOnly())
                        .map(MessageTemplate::name)
                        .distinct()
                        .sorted()
                        .toList();
        if (told.size() >= MOST_ACCOUNTS) {
            told.clear();
        }
        var offer = new Offer(patterns, others);
        told.put(account, new Told(Instant.now(), offer));
        return offer;
    }
}
