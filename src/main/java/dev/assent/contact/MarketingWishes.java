package dev.assent.contact;

import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Notice;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Objects;

/** Notes who stopped, or resumed, marketing messages: before anybody weighs what may be sent. */
@Component
@Order(15)
class MarketingWishes implements Hears {

    private final Contacts contacts;

    MarketingWishes(Contacts contacts) {
        this.contacts = contacts;
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
        contacts.marketing(
                told.stream()
                        .map(wish ->
                                new Contacts.Wish(
                                        Objects.requireNonNull(met.get(wish.person())),
                                        wish.stopped(),
                                        wish.at()))
                        .toList());
    }
}
