package dev.assent.chat;

import dev.assent.access.Member;
import dev.assent.access.Members;
import dev.assent.contact.Assignments.Handover;
import dev.assent.tenancy.Id;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.Optional;

/** Writes into the thread who took over, or was given, a conversation. */
@Component
class Handovers {

    private final Conversations conversations;
    private final Messages messages;
    private final Members members;
    private final InstantSource time;

    Handovers(Conversations conversations, Messages messages, Members members, InstantSource time) {
        this.conversations = conversations;
        this.messages = messages;
        this.members = members;
        this.time = time;
    }

    @EventListener
    void given(Handover handover) {
        var now = time.instant();
        conversations.given(handover, now);
        var by = Member.maybeCurrent();
        messages.add(
                Message.note(
                        handover.contact(),
                        now,
                        words(handover, by),
                        by.map(Member::name).orElse("")));
    }

    private String words(Handover handover, Optional<Member> by) {
        var who = by.map(Member::name).orElse("Assent");
        if (handover.to() == null) {
            return "%s gave the conversation back: nobody has it now.".formatted(who);
        }
        if (by.map(Member::account).filter(handover.to()::equals).isPresent()) {
            return handover.from() == null
                    ? "%s took the conversation.".formatted(who)
                    : "%s took over from %s.".formatted(who, name(handover.from()));
        }
        return handover.from() == null
                ? "%s gave the conversation to %s.".formatted(who, name(handover.to()))
                : "%s gave the conversation of %s to %s."
                        .formatted(who, name(handover.from()), name(handover.to()));
    }

    private String name(Id account) {
        return members.find(account).map(Member::name).orElse("somebody who left");
    }
}
