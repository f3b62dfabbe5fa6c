package dev.assent.number;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;

import java.time.ZoneId;

/** Fresh businesses, and numbers of Meta's that nobody had before. */
record Businesses(Provisioning provisioning, Tenants tenants) {

    Tenant fresh() {
        return tenants.find(provisioning.register("Lotus Dental", ZoneId.of("Asia/Kolkata"), "IN"))
                .orElseThrow();
    }

    static String metaId() {
        return Long.toString(Id.fresh().value());
    }
}
