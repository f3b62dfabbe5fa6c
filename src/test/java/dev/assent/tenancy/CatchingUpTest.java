package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** However many schemas are behind, whoever starts the application does not wait for them. */
class CatchingUpTest {

    private final List<Tenant> behind =
            Stream.of("Aster", "Birch", "Cedar", "Dahlia", "Elder")
                    .map(CatchingUpTest::tenant)
                    .toList();
    private final Tenant broken = behind.get(1);

    private final CountDownLatch listed = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger working = new AtomicInteger();
    private final List<Tenant> caughtUp = new CopyOnWriteArrayList<>();
    private final Upgrade upgrade = new Upgrade(directory(), schemas());

    @AfterEach
    void close() {
        listed.countDown();
        go.countDown();
        upgrade.close();
    }

    @Test
    void the_start_waits_neither_for_the_list_of_them_nor_for_one_of_them() {
        upgrade.start();
        assertThat(working).hasValue(0);
        listed.countDown();
        await().until(() -> working.get() > 0);
        assertThat(caughtUp).isEmpty();
    }

    @Test
    void several_are_caught_up_at_a_time() {
        listed.countDown();
        upgrade.start();
        await().until(() -> working.get() >= 2);
    }

    @Test
    void one_that_cannot_be_caught_up_keeps_no_other_back() {
        listed.countDown();
        go.countDown();
        upgrade.start();
        await().until(() -> caughtUp.size() == behind.size() - 1);
        assertThat(caughtUp).doesNotContain(broken);
    }

    private Tenants directory() {
        return new Tenants(null, null) {
            @Override
            List<Tenant> behind(int version) {
                passed(listed);
                return behind;
            }
        };
    }

    private TenantSchemas schemas() {
        return new TenantSchemas(null, null, null, List.of()) {
            @Override
            Tenant upToDate(Tenant tenant) {
                working.incrementAndGet();
                passed(go);
                if (tenant.equals(broken)) {
                    throw new IllegalStateException("not as its history says");
                }
                caughtUp.add(tenant);
                return tenant;
            }
        };
    }

    private static void passed(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Tenant tenant(String name) {
        return new Tenant(Id.fresh(), name, "t_" + name, "main", 1, ZoneOffset.UTC, "DE");
    }
}
