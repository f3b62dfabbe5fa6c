package dev.assent.access;

import dev.assent.tenancy.Id;

/** A person who can sign in, whatever businesses they belong to. */
record Account(Id id, MailAddress mail, String name) {}
