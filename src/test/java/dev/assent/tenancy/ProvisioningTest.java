package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

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
    void many_who_come_at_once_find_every_schema_ready() throws Exception {
        var ids =
                IntStream.range(0, 6)
                        .mapToObj(i -> provisioning.register("Crowd", ZoneId.of("UTC"), "DE"))
                        .toList();
        Callable<Long> visit =
                () -> {
                    var all = new ArrayList<>(ids);
                    Collections.shuffle(all);
                    return all.stream()
                            .map(id -> tenants.find(id).orElseThrow())
                            .mapToLong(tenant ->
                                    tenant.call(() ->
                                            jdbc.sql("select count(*) from audit")
                                                    .query(Long.class)
                                                    .single()))
                            .sum();
                };
        try (var visitors = Executors.newFixedThreadPool(40)) {
            for (var visited : visitors.invokeAll(Collections.nCopies(40, visit))) {
                assertThat(visited.get()).isZero();
            }
        }
    }

    @Test
    void a_name_that_many_have_is_no_obstacle() {
        for (var business = 0; business < 25; business++) {
            var id = provisioning.register("東京", ZoneId.of("Asia/Tokyo"), "JP");
            assertThat(tenants.find(id)).isPresent();
        }
    }

    @Test
    void two_businesses_of_one_name_get_different_short_names() {
        var first = provisioning.register("Twice", ZoneId.of("UTC"), "DE");
        var second = provisioning.register("Twice", ZoneId.of("UTC"), "DE");
        assertThat(tenants.findBySlug("twice").orElseThrow().id()).isEqualTo(first);
        assertThat(tenants.findBySlug("twice-2").orElseThrow().id()).isEqualTo(second);
    }
}
