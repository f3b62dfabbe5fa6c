package dev.assent.permission;

import dev.assent.rules.Call;
import dev.assent.rules.Happening;
import dev.assent.rules.RequestLife;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Id;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** Something that was counted, and so explains a refusal. */
record Evidence(Instant at, String what) {

    /** What a reason counted, the oldest first. */
    static List<Evidence> of(
            Verdict.Reason reason,
            Sheet sheet,
            Collection<Request> requests,
            Collection<Happening> happenings) {
        var counted = new HashSet<>(reason.evidence());
        var found = new ArrayList<Evidence>();
        for (var call : sheet.position().calls()) {
            if (counted.remove(call.id())) {
                found.add(of(call));
            }
        }
        var askers = new HashMap<Id, String>();
        requests.forEach(request -> askers.put(request.id(), request.askedBy()));
        for (var life : sheet.position().requests()) {
            if (counted.remove(life.attempt())) {
                found.add(of(life, askers.getOrDefault(Id.parse(life.attempt()), "")));
            }
        }
        for (var happening : happenings) {
            if (counted.remove(happening.id())) {
                found.add(new Evidence(happening.at(), word(happening)));
            }
        }
        return found.stream().sorted(Comparator.comparing(Evidence::at)).toList();
    }

    private static Evidence of(Call call) {
        if (call.pickedUp() == null) {
            return new Evidence(call.dialled(), call.ended() == null ? "ringing" : "not answered");
        }
        return new Evidence(
                call.pickedUp(),
                call.ended() == null
                        ? "in progress"
                        : Lasting.words(Duration.between(call.pickedUp(), call.ended())));
    }

    private static Evidence of(RequestLife life, String asker) {
        return new Evidence(life.moment(), asker.isEmpty() ? "asked" : "asked by " + asker);
    }

    private static String word(Happening happening) {
        return switch (happening) {
            case Happening.Refusal _ -> "WhatsApp refused";
            case Happening.Reading _ -> "WhatsApp’s own count";
            case Happening.Request _,
                    Happening.Dial _,
                    Happening.HandedOver _,
                    Happening.Status _,
                    Happening.Reply _,
                    Happening.Message _,
                    Happening.CallWord _ ->
                    "told by WhatsApp";
        };
    }
}
