package dev.assent.call;

import dev.assent.contact.Contacts;
import dev.assent.number.Numbers;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hears how far calls have come. Comes after the ledger, which holds the pairs: so of each call
 * nobody else hears at the same time.
 */
@Component
@Order(30)
class CallEar implements Hears {

    private final Numbers numbers;
    private final Contacts contacts;
    private final Calls calls;
    private final Switchboard switchboard;

    CallEar(Numbers numbers, Contacts contacts, Calls calls, Switchboard switchboard) {
        this.numbers = numbers;
        this.contacts = contacts;
        this.calls = calls;
        this.switchboard = switchboard;
    }

    /** A word about a call of one of our numbers. */
    private record Told(Id number, Word word) {}

    @Override
    public void hear(List<Heard> batch) {
        var told = told(batch);
        if (told.isEmpty()) {
            return;
        }
        var known = known(told);
        var people = new HashMap<Person, Id>();
        for (var one : told) {
            var word = one.word();
            var call = known.find(word);
            if (call == null) {
                people.computeIfAbsent(word.person(), person -> met(person));
                known.put(
                        switchboard.open(
                                word.call(
                                        one.number(),
                                        Objects.requireNonNull(people.get(word.person())))));
            } else {
                known.put(hear(call, word));
            }
        }
    }

    private Id met(Person person) {
        return Objects.requireNonNull(contacts.meet(List.of(person)).get(person));
    }

    private Call hear(Call call, Word word) {
        var after = call.with(call.course().and(word.course()));
        if (word.remote() != null && after.remote() == null) {
            after = after.with(word.remote());
        }
        return after.equals(call) ? call : switchboard.write(call, after);
    }

    private List<Told> told(List<Heard> batch) {
        var words = new HashMap<Heard, Word>();
        for (var heard : batch) {
            var word = Word.of(heard.notice());
            if (word != null && heard.phoneNumberId() != null) {
                words.put(heard, word);
            }
        }
        if (words.isEmpty()) {
            return List.of();
        }
        var ours = numbers.concerned(words.keySet());
        var told = new ArrayList<Told>();
        for (var heard : batch) {
            var word = words.get(heard);
            var number = ours.get(heard.phoneNumberId());
            if (word != null && number != null) {
                told.add(new Told(number, word));
            }
        }
        return told;
    }

    private Known known(List<Told> told) {
        var attempts =
                told.stream()
                        .flatMap(one -> Stream.ofNullable(one.word().attempt()))
                        .collect(Collectors.toSet());
        var wacids = told.stream().map(one -> one.word().wacid()).collect(Collectors.toSet());
        return new Known(attempts, calls.lock(attempts, wacids));
    }

    /** The calls that are spoken of, by their two names. */
    private final class Known {

        private final Map<Id, Call> byAttempt = new HashMap<>();
        private final Map<String, Call> byMeta = new HashMap<>();

        Known(Set<Id> attempts, List<Call> found) {
            found.forEach(this::put);
            byAttempt.keySet().retainAll(attempts);
        }

        void put(Call call) {
            byAttempt.put(call.id(), call);
            var wacid = call.course().wacid();
            if (wacid != null) {
                byMeta.put(wacid, call);
            }
        }

        @Nullable Call find(Word word) {
            var named = byMeta.get(word.wacid());
            var ours = word.attempt() == null ? null : byAttempt.get(word.attempt());
            if (ours == null || !ours.dialledHere()) {
                return named;
            }
            if (named == null || named.id().equals(ours.id())) {
                return ours;
            }
            var joined = switchboard.join(ours, named);
            put(joined);
            return joined;
        }
    }
}
