package dev.assent.number;

import dev.assent.number.Check.Result;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.CallingSettings;
import dev.assent.whatsapp.Graph;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Goes through everything a number needs, and asks Meta where only she knows. */
@Component
class Preflight {

    /** How long a report of Meta's is worth showing. */
    private static final Duration RECENT = Duration.ofDays(7);

    private final Graph graph;
    private final CallingSwitches switches;
    private final ObjectProvider<CallableCountries> countries;
    private final InstantSource time;

    Preflight(
            Graph graph,
            CallingSwitches switches,
            ObjectProvider<CallableCountries> countries,
            InstantSource time) {
        this.graph = graph;
        this.switches = switches;
        this.countries = countries;
        this.time = time;
    }

    /** Asks Meta twice at most, so it must not be called inside a transaction. */
    List<Check> of(BusinessNumber number) {
        var now = time.instant();
        var reading = switches.read(number);
        var checks = new ArrayList<Check>();
        checks.add(token(reading));
        if (reading instanceof Answer.Done<CallingSettings>(var settings)) {
            checks.add(subscription(number));
            checks.add(sounds(number));
            checks.add(calling(settings));
            checks.add(callback(settings));
            if (settings.sip()) {
                checks.add(sip());
            }
            checks.add(restrictions(settings));
        } else {
            checks.add(sounds(number));
        }
        checks.add(country(number, now));
        addReports(number, now, checks);
        return checks;
    }

    private static Check token(Answer<CallingSettings> reading) {
        return switch (reading) {
            case Answer.Done<?> _ -> new Check(Result.WELL, "Access token", "Meta takes it.");
            case Answer.Refused<?>(var error) ->
                    new Check(
                            Result.MISSING,
                            "Access token",
                            "Meta refused it (%d). Replace it with one that has not ended and may use this number."
                                    .formatted(error.code()));
            case Answer.Failed<?> _, Answer.Silent<?> _, Answer.Unreachable<?> _ ->
                    new Check(
                            Result.UNKNOWN,
                            "Access token",
                            "We could not ask Meta just now, so what she alone knows is left out."
                                    + " Look again in a minute.");
        };
    }

    private Check subscription(BusinessNumber number) {
        return switch (graph.isSubscribed(number.wabaId())) {
            case Answer.Done<Boolean>(var subscribed) ->
                    subscribed
                            ? new Check(
                                    Result.WELL,
                                    "Subscription",
                                    "Meta tells an app what happens in this account.")
                            : new Check(
                                    Result.MISSING,
                                    "Subscription",
                                    "No app is subscribed to this account, so replies never reach"
                                            + " us. Replace the token with the same one: that"
                                            + " subscribes again.");
            case Answer.Refused<Boolean> _,
                    Answer.Failed<Boolean> _,
                    Answer.Silent<Boolean> _,
                    Answer.Unreachable<Boolean> _ ->
                    new Check(
                            Result.UNKNOWN,
                            "Subscription",
                            "Meta did not tell. Look again in a minute.");
        };
    }

    private static Check sounds(BusinessNumber number) {
        return number.heardAt() == null
                ? new Check(
                        Result.ADVICE,
                        "Webhooks",
                        "Nothing has arrived from Meta for this number yet. Write to it from a"
                                + " phone; if that does not show up, check the webhook address at"
                                + " Meta.")
                : new Check(Result.WELL, "Webhooks", "What happens on this number reaches us.");
    }

    private static Check calling(CallingSettings settings) {
        return settings.calling()
                ? new Check(Result.WELL, "Calling", "Switched on.")
                : new Check(
                        Result.MISSING,
                        "Calling",
                        "Switched off, so nobody can be called or asked. Switch it on under"
                                + " Settings, Calling.");
    }

    private static Check callback(CallingSettings settings) {
        return settings.callbackPermission()
                ? new Check(Result.WELL, "Callback permission", "Who calls you may be called back.")
                : new Check(
                        Result.ADVICE,
                        "Callback permission",
                        "Off: a person who calls you is not taken to allow a call back. You may"
                                + " switch it on under Settings, Calling.");
    }

    private static Check sip() {
        return new Check(
                Result.MISSING,
                "Calls over SIP",
                "Calls on this number run over SIP, so they cannot run through Assent. Switch SIP"
                        + " off at Meta.");
    }

    private static Check restrictions(CallingSettings settings) {
        var paused =
                settings.restrictions().stream()
                        .anyMatch(CallingSettings.Restriction::businessCalls);
        return paused
                ? new Check(
                        Result.MISSING,
                        "Restrictions",
                        "Meta has paused calls by your business after feedback from people. It ends"
                                + " by itself; call only who expects it.")
                : new Check(Result.WELL, "Restrictions", "Meta restricts nothing.");
    }

    private Check country(BusinessNumber number, Instant now) {
        var mayCall = countries.stream().allMatch(rules -> rules.mayCallFrom(number.country()));
        return mayCall && !number.barredAt(now)
                ? new Check(Result.WELL, "Country", "Numbers of this country may call.")
                : new Check(
                        Result.MISSING,
                        "Country",
                        "WhatsApp does not let numbers of this country call people or ask for"
                                + " permission. People can still call you.");
    }

    /** What Meta tells only when something is wrong. */
    private static void addReports(BusinessNumber number, Instant now, List<Check> checks) {
        if (isRecent(number.paymentMissingAt(), now)) {
            checks.add(
                    new Check(
                            Result.MISSING,
                            "Payment",
                            "Meta misses a valid means of payment. Add one in Meta’s Business"
                                    + " settings."));
        }
        if (isRecent(number.warnedAt(), now)) {
            checks.add(
                    new Check(
                            Result.ADVICE,
                            "Early warning",
                            "People rate calls from this number badly (%s). If that goes on, Meta pauses calling for a week."
                                    .formatted(number.warning())));
        }
    }

    private static boolean isRecent(@Nullable Instant report, Instant now) {
        return report != null && now.isBefore(report.plus(RECENT));
    }
}
