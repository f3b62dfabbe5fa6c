package dev.assent.demo;

import dev.assent.access.Member;
import dev.assent.call.CallChronicle.PastCall;
import dev.assent.chat.Archive.PastMessage;
import dev.assent.contact.PhoneNumber;
import dev.assent.permission.Chronicle.PastRequest;
import dev.assent.rules.Happening;
import dev.assent.rules.Happening.Direction;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What happened between a business and one person, told in order. Times are how long ago it was, in
 * ISO 8601 without the leading P: {@code 3DT4H} is three days and four hours.
 */
final class Life {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration FRESH = Duration.ofHours(12);

    final String name;
    final PhoneNumber phone;
    final List<Episode> episodes = new ArrayList<>();
    private final Business business;
    private final Instant now;
    private final Map<String, String> notes = new HashMap<>();
    private final List<Episode.Wrote> tapped = new ArrayList<>();
    private boolean claimed;
    private @Nullable Instant unreachableSince;
    private @Nullable String lastRequest;
    private @Nullable String lastCall;

    Life(Business business, String name, String phone, Instant now) {
        this.business = business;
        this.name = name;
        this.phone = PhoneNumber.read(phone, null);
        this.now = now;
    }

    Life wrote(String ago, String text) {
        episodes.add(new Episode.Wrote(id("wamid"), at(ago), text));
        return this;
    }

    /** We answered, and it was read. */
    Life replied(String ago, String text) {
        return replied(ago, text, true);
    }

    Life repliedUnread(String ago, String text) {
        return replied(ago, text, false);
    }

    private Life replied(String ago, String text, boolean read) {
        episodes.add(new Episode.Replied(id("wamid"), at(ago), text, business.agent(), read));
        return this;
    }

    /** A button of ours that means "call me". */
    Life tappedCallMe(String ago) {
        var tap = new Episode.Wrote(id("wamid"), at(ago), "Call me");
        episodes.add(tap);
        tapped.add(tap);
        return this;
    }

    /** What the agent wrote down about the last call. */
    Life noted(String note) {
        notes.put(Objects.requireNonNull(lastCall), note);
        return this;
    }

    /** One of us is about to call. */
    Life claimed() {
        claimed = true;
        return this;
    }

    /** By a message of our own, read. */
    Life asked(String ago, String text) {
        return asked(ago, text, Episode.Reach.READ);
    }

    Life asked(String ago, String text, Episode.Reach reach) {
        return ask(ago, null, Map.of(), text, reach);
    }

    /** By the template that every demo business has, read. */
    Life askedByTemplate(String ago) {
        return askedByTemplate(ago, Episode.Reach.READ);
    }

    Life askedByTemplate(String ago, Episode.Reach reach) {
        var first = name.split(" ")[0];
        return ask(
                ago,
                Businesses.TEMPLATE,
                Map.of("first_name", first),
                business.templateText(first),
                reach);
    }

    private Life ask(
            String ago,
            @Nullable String template,
            Map<String, String> variables,
            String text,
            Episode.Reach reach) {
        lastRequest = id("wamid");
        if (reach == Episode.Reach.FAILED) {
            unreachableSince = at(ago);
        }
        episodes.add(
                new Episode.Asked(
                        lastRequest,
                        at(ago),
                        Id.fresh(),
                        template,
                        variables,
                        text,
                        business.agent(),
                        reach));
        return this;
    }

    Life allowed(String ago) {
        return allow(ago, lastRequest, at(ago).plus(WEEK), false);
    }

    Life allowedAlways(String ago) {
        return allow(ago, lastRequest, null, false);
    }

    Life allowedInProfile(String ago) {
        return allow(ago, null, null, false);
    }

    /** Their last call brought a permission to call back. */
    Life allowedByCalling(String ago) {
        return allow(ago, lastCall, at(ago).plus(WEEK), true);
    }

    private Life allow(
            String ago, @Nullable String answers, @Nullable Instant until, boolean automatic) {
        episodes.add(new Episode.Allowed(id("wamid"), at(ago), answers, until, automatic));
        return this;
    }

    Life declined(String ago) {
        episodes.add(new Episode.Denied(id("wamid"), at(ago), lastRequest, false));
        return this;
    }

    Life revokedInProfile(String ago) {
        episodes.add(new Episode.Denied(id("wamid"), at(ago), null, false));
        return this;
    }

    /** WhatsApp took it back after the fourth unanswered call. */
    Life revokedByWhatsapp(String ago) {
        episodes.add(new Episode.Denied(id("wamid"), at(ago), null, true));
        return this;
    }

    Life revokedUnheard(String ago, String readAgo) {
        episodes.add(new Episode.Lost(id("wamid"), at(ago), at(readAgo)));
        return this;
    }

    Life answeredOurCall(String ago, int seconds) {
        return call(ago, Direction.OUTGOING, 11, seconds, "answered");
    }

    Life answeredByVoicemail(String ago) {
        return call(ago, Direction.OUTGOING, 24, 12, "voicemail");
    }

    Life didNotAnswer(String ago) {
        return call(ago, Direction.OUTGOING, 45, null, "unanswered");
    }

    Life rejectedOurCall(String ago) {
        return call(ago, Direction.OUTGOING, 7, null, "rejected");
    }

    Life callBrokeDown(String ago) {
        return call(ago, Direction.OUTGOING, 4, null, "failed");
    }

    Life calledUs(String ago, int seconds) {
        return call(ago, Direction.INCOMING, 9, seconds, "answered");
    }

    Life calledUsInVain(String ago) {
        return call(ago, Direction.INCOMING, 31, null, "unanswered");
    }

    private Life call(
            String ago, Direction direction, int rang, @Nullable Integer seconds, String outcome) {
        lastCall = id("wacid");
        episodes.add(new Episode.Called(lastCall, at(ago), direction, rang, seconds, outcome));
        return this;
    }

    /** Since when the business has them among its contacts: some days, the same at every start. */
    Instant known() {
        var first = episodes.stream().map(Episode::at).min(Comparator.naturalOrder()).orElse(now);
        return first.minus(Duration.ofHours(26 + 7L * (name.length() + phone.digits().length())));
    }

    Person person() {
        return new Person(phone.digits(), null, name);
    }

    /**
     * @param asker the account of who asked
     */
    List<PastRequest> requests(Id asker) {
        return episodes.stream()
                .filter(Episode.Asked.class::isInstance)
                .map(Episode.Asked.class::cast)
                .map(asked -> asked.request(asker))
                .toList();
    }

    /** What was written, requests apart. */
    List<PastMessage> written() {
        var written = new ArrayList<PastMessage>();
        for (var episode : episodes) {
            switch (episode) {
                case Episode.Wrote(var id, var at, var text) ->
                        written.add(new PastMessage(id, at, text, null, false));
                case Episode.Replied(var id, var at, var text, var by, var read) ->
                        written.add(new PastMessage(id, at, text, by, read));
                case Episode.Asked _,
                        Episode.Allowed _,
                        Episode.Denied _,
                        Episode.Lost _,
                        Episode.Called _ -> {}
            }
        }
        return written;
    }

    /** How many of their last messages came today and were not answered in any way. */
    int unread() {
        var unread = 0;
        for (var episode : episodes) {
            unread =
                    episode instanceof Episode.Wrote && episode.at().isAfter(now.minus(FRESH))
                            ? unread + 1
                            : 0;
        }
        return unread;
    }

    /** Whether a colleague has taken the conversation: whoever answered has. */
    boolean taken() {
        return episodes.stream().anyMatch(Episode.Replied.class::isInstance);
    }

    /**
     * @param agent who of us called or took the call
     */
    List<PastCall> calls(Member agent) {
        return episodes.stream()
                .filter(Episode.Called.class::isInstance)
                .map(Episode.Called.class::cast)
                .map(called -> called.call(agent, notes.get(called.id())))
                .toList();
    }

    List<Episode.Wrote> taps() {
        return tapped;
    }

    boolean isClaimed() {
        return claimed;
    }

    List<Happening> happenings() {
        return episodes.stream().flatMap(episode -> episode.happenings().stream()).toList();
    }

    /** Whether we asked and never learned if WhatsApp has it. */
    boolean hasUnknownRequest() {
        return episodes.stream()
                .anyMatch(episode ->
                        episode instanceof Episode.Asked asked
                                && asked.reach() == Episode.Reach.UNKNOWN);
    }

    Optional<Instant> unreachableSince() {
        return Optional.ofNullable(unreachableSince);
    }

    Map<String, Object> toldPerson() {
        return Map.of("phone", phone.e164(), "name", name, "on_whatsapp", unreachableSince == null);
    }

    private Instant at(String ago) {
        return now.minus(
                Duration.parse(ago.startsWith("T") || ago.contains("D") ? "P" + ago : ago));
    }

    private String id(String kind) {
        return "%s.demo.%s.%s.%d".formatted(kind, business.slug(), phone.digits(), episodes.size());
    }
}
