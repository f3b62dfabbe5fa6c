package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.live.Live;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.permission.Dialling;
import dev.assent.permission.Sheets;
import dev.assent.permission.Wording;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Calls as agents see them. */
@Component
class Views {

    private final Calls calls;
    private final Ringing ringing;
    private final Numbers numbers;
    private final Contacts contacts;
    private final Sheets sheets;
    private final CallWords words;
    private final Live live;
    private final InstantSource time;

    Views(
            Calls calls,
            Ringing ringing,
            Numbers numbers,
            Contacts contacts,
            Sheets sheets,
            CallWords words,
            Live live,
            InstantSource time) {
        this.calls = calls;
        this.ringing = ringing;
        this.numbers = numbers;
        this.contacts = contacts;
        this.sheets = sheets;
        this.words = words;
        this.live = live;
        this.time = time;
    }

    /**
     * Number and person, if both are the business's.
     *
     * @throws org.springframework.web.ErrorResponseException otherwise
     */
    @Transactional
    Dialling.Line line(Id contact, Id number) {
        return new Dialling.Line(
                numbers.find(number).orElseThrow(CallProblems::nowhere),
                contacts.find(contact).orElseThrow(CallProblems::nowhere));
    }

    @Transactional
    CallView of(Call call, Member viewer) {
        return view(call, viewer.account());
    }

    @Transactional
    Optional<CallView> find(Id id, Member viewer) {
        return calls.find(id).map(call -> view(call, viewer.account()));
    }

    @Transactional
    CallController.Mine mine(Member viewer) {
        var account = viewer.account();
        var held = calls.heldBy(account).filter(call -> call.state(time.instant()) != State.ENDED);
        return new CallController.Mine(
                views(ringing.of(account), account),
                views(held.stream().toList(), account).stream().findFirst().orElse(null));
    }

    private List<CallView> views(List<Call> all, Id viewer) {
        if (all.isEmpty()) {
            return List.of();
        }
        var ours =
                numbers.all().stream()
                        .collect(Collectors.toMap(BusinessNumber::id, Function.identity()));
        var people =
                contacts.of(all.stream().map(Call::contact).distinct().toList()).stream()
                        .collect(Collectors.toMap(Contact::id, Function.identity()));
        return all.stream()
                .map(call ->
                        new Party(
                                call,
                                Objects.requireNonNull(ours.get(call.number())),
                                Objects.requireNonNull(people.get(call.contact()))))
                .map(party -> view(party, viewer))
                .toList();
    }

    private CallView view(Call call, Id viewer) {
        return view(party(call), viewer);
    }

    private CallView view(Party party, Id viewer) {
        var now = time.instant();
        return CallView.of(party, words.of(party, now), viewer, now);
    }

    private Party party(Call call) {
        return new Party(
                call,
                numbers.find(call.number()).orElseThrow(),
                contacts.find(call.contact()).orElseThrow());
    }

    @Transactional
    String words(Call call) {
        return words.of(party(call), time.instant());
    }

    /** To somebody who answered a call that was over. */
    @Transactional
    String tooLate(Call call) {
        return "%s hung up before the call could be answered."
                .formatted(party(call).contact().name());
    }

    @Transactional
    List<CallProblems.Reason> told(Dialling.Line line, List<Verdict.Reason> reasons) {
        var wording = new Wording(sheets.of(line.number(), line.contact()));
        return reasons.stream()
                .map(reason ->
                        new CallProblems.Reason(
                                reason.code().name(), wording.of(reason), reason.clearsAt()))
                .toList();
    }

    @Transactional
    String told(Dialling.Line line, Verdict.Caution caution) {
        return new Wording(sheets.of(line.number(), line.contact())).of(caution);
    }

    @Transactional
    boolean alive(Id id, Id account, Tab tab) {
        return calls.alive(id, account, tab);
    }

    @Transactional
    boolean describe(Id id, @Nullable String note, @Nullable String tag) {
        if (calls.find(id).isEmpty()) {
            return false;
        }
        calls.describe(id, note, tag);
        live.changed(Call.LOG, Call.topic(id));
        return true;
    }

    String why(@Nullable MetaError error) {
        return words.why(error);
    }

    String message(String key) {
        return words.message(key);
    }
}
