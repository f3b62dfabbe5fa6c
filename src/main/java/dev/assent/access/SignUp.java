package dev.assent.access;

import java.time.ZoneId;

/** Somebody wants to open a business and has yet to show that the mail address is theirs. */
record SignUp(MailAddress mail, String business, ZoneId zone, String country) {}
