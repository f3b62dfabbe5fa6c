package dev.assent.permission;

import dev.assent.contact.Contacts;
import dev.assent.number.Numbers;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.MetaError;
import dev.assent.whatsapp.Trouble;

import org.springframework.stereotype.Component;

import java.time.InstantSource;

/** Learns what a refusal of Meta's tells about more than what she refused. */
@Component
public class Refusals {

    private final Numbers numbers;
    private final Contacts contacts;
    private final InstantSource time;

    Refusals(Numbers numbers, Contacts contacts, InstantSource time) {
        this.numbers = numbers;
        this.contacts = contacts;
        this.time = time;
    }

    /** She has just refused to do something for this number and person. */
    public void learn(Id number, Id contact, MetaError error) {
        var now = time.instant();
        numbers.refused(number, error, now);
        if (error.trouble() == Trouble.NOT_ON_WHATSAPP) {
            contacts.noteUnreachable(contact, now);
        }
    }
}
