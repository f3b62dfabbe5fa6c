package dev.assent.call;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.number.BusinessNumber;
import dev.assent.number.ChosenNumber;
import dev.assent.number.Numbers;
import dev.assent.permission.CallUse;
import dev.assent.permission.Sheet;
import dev.assent.permission.Sheets;
import dev.assent.permission.Sign;
import dev.assent.permission.Step;
import dev.assent.permission.Wording;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Draws up what somebody sees who is about to call. */
@Component
class CallPlans {

    /** Keep in step with {@code local-time.js}. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    private static final int MORNING = 8;
    private static final int NIGHT = 21;

    private final Contacts contacts;
    private final Numbers numbers;
    private final ChosenNumber chosen;
    private final Sheets sheets;
    private final InstantSource time;

    CallPlans(
            Contacts contacts,
            Numbers numbers,
            ChosenNumber chosen,
            Sheets sheets,
            InstantSource time) {
        this.contacts = contacts;
        this.numbers = numbers;
        this.chosen = chosen;
        this.sheets = sheets;
        this.time = time;
    }

    /** The button that calls this person; empty if there is no such person. */
    @Transactional
    Optional<CallIcon> icon(Id contact) {
        return contacts.find(contact)
                .map(person ->
                        numbers.all().isEmpty()
                                ? CallIcon.unconnected(person)
                                : CallIcon.of(sheets.of(List.of(person)).getFirst()));
    }

    /**
     * What there is to see before this person is called; empty if there is no such person.
     *
     * @param number from which of our numbers; null for the one that fits best
     */
    @Transactional
    Optional<CallPlan> plan(Id contact, @Nullable Id number) {
        return contacts.find(contact).map(person -> plan(person, number));
    }

    private CallPlan plan(Contact contact, @Nullable Id number) {
        var all = numbers.connected().stream().map(one -> sheets.of(one, contact)).toList();
        return choose(all, number).map(sheet -> plan(sheet, all)).orElseGet(() -> nowhere(contact));
    }

    /** The one asked for; else one that may call, before all the one that the person works with. */
    private Optional<Sheet> choose(List<Sheet> all, @Nullable Id number) {
        var current = chosen.current().map(BusinessNumber::id).orElse(null);
        Predicate<Sheet> callable = sheet -> sheet.mayCall().allowed();
        return first(all, sheet -> sheet.number().id().equals(number))
                .or(() -> first(all, callable.and(sheet -> sheet.number().id().equals(current))))
                .or(() -> first(all, callable))
                .or(() ->
                        first(
                                all,
                                sheet -> sheet.position().standing() instanceof Standing.Granted))
                .or(() -> first(all, sheet -> sheet.number().id().equals(current)))
                .or(() -> all.stream().findFirst());
    }

    private static Optional<Sheet> first(List<Sheet> all, Predicate<Sheet> wanted) {
        return all.stream().filter(wanted).findFirst();
    }

    private CallPlan nowhere(Contact contact) {
        return new CallPlan(
                contact,
                contact.name(),
                Contacts.topic(contact.id()),
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                there(contact),
                null);
    }

    private CallPlan plan(Sheet sheet, List<Sheet> all) {
        var wording = new Wording(sheet);
        var verdict = sheet.mayCall();
        var cautions =
                verdict instanceof Verdict.Allowed(var told) ? told : List.<Verdict.Caution>of();
        var granted = granted(sheet, wording);
        return new CallPlan(
                sheet.contact(),
                wording.who(),
                Contacts.topic(sheet.contact().id()),
                all.stream().map(one -> line(one, sheet)).toList(),
                sheet.number(),
                granted,
                cautions.stream()
                        .filter(caution -> caution != Verdict.Caution.UNANSWERED_3)
                        .map(wording::of)
                        .toList(),
                cautions.contains(Verdict.Caution.UNANSWERED_3)
                        ? wording.of(Verdict.Caution.UNANSWERED_3)
                        : null,
                verdict instanceof Verdict.Refused refused
                        ? refusal(sheet, refused, wording, all)
                        : null,
                there(sheet.contact()),
                next(sheet, granted));
    }

    private static CallPlan.Line line(Sheet sheet, Sheet chosen) {
        return new CallPlan.Line(
                sheet.number(),
                Sign.of(sheet.position()),
                sheet.mayCall().allowed(),
                sheet.number().equals(chosen.number()));
    }

    private static CallPlan.@Nullable Granted granted(Sheet sheet, Wording wording) {
        var position = sheet.position();
        return position.standing() instanceof Standing.Granted standing
                ? new CallPlan.Granted(
                        standing.until(),
                        CallUse.of(position),
                        position.unansweredRow().size(),
                        wording.consequence())
                : null;
    }

    private static CallPlan.Refusal refusal(
            Sheet sheet, Verdict.Refused refused, Wording wording, List<Sheet> all) {
        var decisive = refused.decisive();
        return new CallPlan.Refusal(
                wording.of(decisive),
                decisive.clearsAt(),
                refused.reasons().stream()
                        .skip(1)
                        .map(reason -> new CallPlan.Obstacle(wording.of(reason), reason.clearsAt()))
                        .toList(),
                askAgainAt(sheet, decisive),
                Step.towards(sheet, refused),
                first(all, one -> one.mayCall().allowed()).map(Sheet::number).orElse(null));
    }

    private static @Nullable Instant askAgainAt(Sheet sheet, Verdict.Reason decisive) {
        return decisive.code() == Verdict.Code.NO_PERMISSION
                        && sheet.mayAsk() instanceof Verdict.Refused refused
                ? refused.decisive().clearsAt()
                : null;
    }

    private CallPlan.@Nullable There there(Contact contact) {
        var now = time.instant();
        return Optional.ofNullable(contact.phone())
                .flatMap(phone -> phone.zone(now))
                .map(zone -> {
                    var at = now.atZone(zone);
                    return new CallPlan.There(
                            zone, TIME.format(at), at.getHour() < MORNING || at.getHour() >= NIGHT);
                })
                .orElse(null);
    }

    private static @Nullable Instant next(Sheet sheet, CallPlan.@Nullable Granted granted) {
        var position = sheet.position();
        return Stream.of(position.changesAt(), granted == null ? null : granted.calls().next())
                .filter(Objects::nonNull)
                .filter(moment -> moment.isAfter(position.now()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
