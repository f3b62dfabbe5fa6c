package dev.assent.call;

import dev.assent.contact.Contacts;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Numbers;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Notice;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Hears who wants to be called, and who was talked to. */
@Component
@Order(40)
class CallbackEar implements Hears {

    private final Occasions occasions;
    private final CallbackWords words;
    private final Claims claims;
    private final Numbers numbers;
    private final Contacts contacts;
    private final InstantSource time;

    CallbackEar(
            Occasions occasions,
            CallbackWords words,
            Claims claims,
            Numbers numbers,
            Contacts contacts,
            InstantSource time) {
        this.occasions = occasions;
        this.words = words;
        this.claims = claims;
        this.numbers = numbers;
        this.contacts = contacts;
        this.time = time;
    }

    @EventListener
    void ended(CallEnded ended) {
        var call = ended.call();
        var course = call.course();
        var outcome = course.outcome(time.instant());
        var at = course.endedAt(time.instant());
        if (outcome == null || at == null) {
            return;
        }
        if (call.agent() != null) {
            claims.release(call.contact(), call.agent());
        }
        switch (outcome) {
            case COMPLETED -> occasions.talked(call.contact(), at, call.agentName());
            case MISSED -> missed(call, at, Callback.Cause.MISSED);
            case REJECTED -> missed(call, at, Callback.Cause.REJECTED);
            case FAILED -> missed(call, at, Callback.Cause.MISSED);
            case UNANSWERED, BUSY, CANCELLED, UNKNOWN -> {}
        }
    }

    private void missed(Call call, Instant at, Callback.Cause cause) {
        if (call.course().incoming()) {
            occasions.open(
                    new Occasions.Occasion(
                            call.number(),
                            call.contact(),
                            cause == Callback.Cause.MISSED && allowsCallback(call.number())
                                    ? Callback.Cause.CALLED
                                    : cause,
                            source(call),
                            at));
        }
    }

    /** Two rows may turn out to be one call; Meta's name of it stays. */
    private static String source(Call call) {
        var wacid = call.course().wacid();
        return "call:" + (wacid == null ? call.id().toString() : wacid);
    }

    private boolean allowsCallback(Id number) {
        return numbers.find(number).map(BusinessNumber::callbackPermission).orElse(false);
    }

    @Override
    public void hear(List<Heard> batch) {
        var tapped = new ArrayList<Heard>();
        for (var heard : batch) {
            if (payload(heard) != null) {
                tapped.add(heard);
            }
        }
        if (tapped.isEmpty()) {
            return;
        }
        var meaning = words.all();
        tapped.removeIf(
                heard -> !CallbackWords.means(meaning, Objects.requireNonNull(payload(heard))));
        if (!tapped.isEmpty()) {
            open(tapped);
        }
    }

    private static @Nullable String payload(Heard heard) {
        return heard.phoneNumberId() != null
                        && heard.notice() instanceof Notice.Message message
                        && (message.kind().equals("button") || message.kind().equals("interactive"))
                ? message.payload()
                : null;
    }

    private void open(List<Heard> tapped) {
        var ours = numbers.concerned(tapped);
        var messages = tapped.stream().map(heard -> (Notice.Message) heard.notice()).toList();
        var people = contacts.meet(messages.stream().map(Notice.Message::person).toList());
        for (var heard : tapped) {
            var number = ours.get(heard.phoneNumberId());
            if (number != null && heard.notice() instanceof Notice.Message message) {
                occasions.open(
                        new Occasions.Occasion(
                                number,
                                Objects.requireNonNull(people.get(message.person())),
                                Callback.Cause.TAPPED,
                                "message:" + message.id(),
                                message.at()));
            }
        }
    }
}
