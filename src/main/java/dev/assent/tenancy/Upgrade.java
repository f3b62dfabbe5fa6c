package dev.assent.tenancy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Brings all schemas up to date in the background, once the application already answers. Who needs
 * one earlier migrates it on the way, see {@link Tenants#find}.
 */
@Component
class Upgrade implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Upgrade.class);

    private final Tenants tenants;
    private final TenantSchemas schemas;
    private final ExecutorService executor =
            Executors.newFixedThreadPool(
                    Math.max(2, Runtime.getRuntime().availableProcessors()),
                    Thread.ofPlatform().daemon().name("upgrade-", 0).factory());

    Upgrade(Tenants tenants, TenantSchemas schemas) {
        this.tenants = tenants;
        this.schemas = schemas;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        executor.execute(() ->
                tenants.behind(schemas.latest())
                        .forEach(tenant -> executor.execute(() -> migrate(tenant))));
    }

    private void migrate(Tenant tenant) {
        try {
            schemas.upToDate(tenant);
        } catch (RuntimeException failure) {
            log.error(
                    "schema {} could not be brought up to date; tried again at its first use",
                    tenant.schema(),
                    failure);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
