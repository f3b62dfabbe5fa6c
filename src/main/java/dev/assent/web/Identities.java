package dev.assent.web;

import dev.assent.tenancy.Id;

import org.springframework.format.Formatter;

import java.util.Locale;

/** Identities in addresses and forms; an empty text is none. */
class Identities implements Formatter<Id> {

    @Override
    public Id parse(String text, Locale locale) {
        return Id.parse(text);
    }

    @Override
    public String print(Id id, Locale locale) {
        return id.toString();
    }
}
