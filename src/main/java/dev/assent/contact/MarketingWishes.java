package dev.assent.contact;

import dev.assent.live.Live;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Notice;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Notes who stopped, or resumed, marketing messages: before anybody weighs what may be sent. */
@Component
@Order(15)
class MarketingWishes implements Hears {

    private final Contacts contacts;
    private final JdbcTemplate batches;
    private final Live live;

    MarketingWishes(Contacts contacts, JdbcTemplate batches, Live live) {
        this.contacts = contacts;
        this.batches = batches;
        this.live = live;
    }

    @Override
    public void hear(List<Heard> batch) {
        var told =
                batch.stream()
                        .map(Heard::notice)
                        .filter(Notice.MarketingPreference.class::isInstance)
                        .map(Notice.MarketingPreference.class::cast)
                        .toList();
        var met = contacts.meet(told.stream().map(Notice.MarketingPreference::person).toList());
        note(
                told.stream()
                        .map(wish ->
                                new Wish(
                                        Objects.requireNonNull(met.get(wish.person())),
                                        wish.stopped(),
                                        wish.at()))
                        .toList());
    }

    /** Somebody wants marketing messages no more, or again. */
    record Wish(Id contact, boolean stopped, Instant at) {}

    /**
     * Notes these, many at once and in any order: of each person's the latest counts, and of two in
     * one second the one to stop.
     */
    void note(Collection<Wish> wishes) {
        if (wishes.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                """
                update contact set
                    marketing_stopped_at = if(?, ?, null),
                    marketing_told_at = ?
                where id = ?
                    and (marketing_told_at is null or marketing_told_at < ?
                        or marketing_told_at = ? and ?)
                """,
                wishes.stream()
                        .sorted(Comparator.comparing(Wish::contact).thenComparing(Wish::at))
                        .map(MarketingWishes::row)
                        .toList());
        live.changed(
                Tenant.current().id(),
                Stream.concat(
                                Stream.of(Contacts.LIST),
                                wishes.stream().map(wish -> Contacts.topic(wish.contact())))
                        .toList());
    }

    private static Object[] row(Wish wish) {
        return new Object[] {
            wish.stopped(),
            wish.at(),
            wish.at(),
            wish.contact().value(),
            wish.at(),
            wish.at(),
            wish.stopped()
        };
    }
}
