package dev.assent.call;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;

/** A call and the two it is between. */
record Party(Call call, BusinessNumber number, Contact contact) {}
