package dev.assent.number;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Notice;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hears what Meta changes on numbers and accounts, and when a number is heard of at all. */
@Component
@Order(10)
class NumberEar implements Hears {

    private final Numbers numbers;
    private final NumberStates states;
    private final InstantSource time;

    /** Spares the database a question for every webhook. */
    private final Set<Source> known = ConcurrentHashMap.newKeySet();

    NumberEar(Numbers numbers, NumberStates states, InstantSource time) {
        this.numbers = numbers;
        this.states = states;
        this.time = time;
    }

    private record Source(Id tenant, String phoneNumberId) {}

    @Override
    public void hear(List<Heard> batch) {
        noteFirstSounds(batch);
        var news = batch.stream().filter(NumberEar::concernsNumbers).toList();
        if (!news.isEmpty()) {
            // In one order, so that two batches do not wait for each other.
            for (var number : numbers.all()) {
                news.stream()
                        .filter(heard -> concerns(heard, number))
                        .forEach(heard -> write(number.id(), heard.notice()));
            }
        }
    }

    private void noteFirstSounds(List<Heard> batch) {
        var tenant = Tenant.current().id();
        var fresh =
                batch.stream()
                        .map(Heard::phoneNumberId)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .distinct()
                        .sorted()
                        .map(id -> new Source(tenant, id))
                        .filter(source -> !known.contains(source))
                        .toList();
        if (fresh.isEmpty()) {
            return;
        }
        fresh.forEach(source -> states.heard(source.phoneNumberId(), time.instant()));
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        known.addAll(fresh);
                    }
                });
    }

    private static boolean concernsNumbers(Heard heard) {
        return switch (heard.notice()) {
            case Notice.SettingsChanged _,
                    Notice.Restricted _,
                    Notice.Warned _,
                    Notice.Complained _ ->
                    true;
            case Notice.OfPerson _,
                    Notice.TemplateStatus _,
                    Notice.TemplateCategory _,
                    Notice.TemplateQuality _,
                    Notice.Unknown _ ->
                    false;
        };
    }

    private void write(Id number, Notice notice) {
        switch (notice) {
            case Notice.SettingsChanged changed -> states.changed(number, changed);
            case Notice.Restricted restricted -> states.restricted(number, restricted);
            case Notice.Warned warned -> states.warned(number, warned);
            case Notice.Complained(var error, var at) -> states.refused(number, error, at);
            case Notice.OfPerson _,
                    Notice.TemplateStatus _,
                    Notice.TemplateCategory _,
                    Notice.TemplateQuality _,
                    Notice.Unknown _ -> {}
        }
    }

    /** By Meta's id where she gives one, else by the digits, else every number of the account. */
    private static boolean concerns(Heard heard, BusinessNumber number) {
        if (heard.phoneNumberId() != null) {
            return heard.phoneNumberId().equals(number.phoneNumberId());
        }
        var digits =
                switch (heard.notice()) {
                    case Notice.Restricted restricted -> restricted.displayNumber();
                    case Notice.Warned warned -> warned.displayNumber();
                    case Notice.OfPerson _,
                            Notice.SettingsChanged _,
                            Notice.Complained _,
                            Notice.TemplateStatus _,
                            Notice.TemplateCategory _,
                            Notice.TemplateQuality _,
                            Notice.Unknown _ ->
                            null;
                };
        return digits == null
                ? heard.wabaId().equals(number.wabaId())
                : number.e164().equals("+" + digits);
    }
}
