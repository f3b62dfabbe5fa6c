package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.ZoneId;

@AssentTest
class ProvisioningTest {

    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired JdbcClient jdbc;

    @Test
    void a_registered_business_finds_its_schema_ready_when_first_asked_for() {
        var id = provisioning.register("Hübsche Räder", ZoneId.of("Europe/Berlin"), "DE");
        var tenant = tenants.find(id).orElseThrow();
        assertThat(tenant.name()).isEqualTo("Hübsche Räder");
        assertThat(tenant.call(() -> jdbc.sql("select database()").query(String.class).single()))
                .isEqualTo(tenant.schema());
        assertThat(
                        tenant.call(() ->
                                jdbc.sql("select count(*) from audit").query(Long.class).single()))
                .isZero();
    }

    @Test
    void two_businesses_of_one_name_get_different_short_names() {
        var first = provisioning.register("Twice", ZoneId.of("UTC"), "DE");
        var second = provisioning.register("Twice", ZoneId.of("UTC"), "DE");
        assertThat(tenants.findBySlug("twice").orElseThrow().id()).isEqualTo(first);
        assertThat(tenants.findBySlug("twice-2").orElseThrow().id()).isEqualTo(second);
    }
}
