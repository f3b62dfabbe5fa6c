package dev.assent.access;

import dev.assent.tenancy.Tenant;

/** A person's place in a business. */
record Membership(Member member, Tenant tenant) {}
