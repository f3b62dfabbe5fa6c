package dev.assent.whatsapp;

import dev.assent.tenancy.Id;

/**
 * What concerns this number has a tenant from now on; told when that is committed.
 *
 * @param digits of the number, without a plus sign
 */
public record RouteOpened(String phoneNumberId, String wabaId, String digits, Id tenant) {}
