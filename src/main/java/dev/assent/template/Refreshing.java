package dev.assent.template;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenants;
import dev.assent.whatsapp.RouteOpened;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Reads templates in the background; an account that waits already is not read twice. */
@Component
class Refreshing implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Refreshing.class);

    private final Reading reading;
    private final Tenants tenants;
    private final Set<Account> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService executor =
            Executors.newFixedThreadPool(2, Thread.ofVirtual().name("templates-", 1).factory());

    Refreshing(Reading reading, Tenants tenants) {
        this.reading = reading;
        this.tenants = tenants;
    }

    private record Account(Id tenant, String wabaId) {}

    @EventListener
    void connected(RouteOpened route) {
        soon(route.tenant(), route.wabaId());
    }

    void soon(Id tenant, String wabaId) {
        var account = new Account(tenant, wabaId);
        if (waiting.add(account)) {
            try {
                executor.execute(() -> read(account));
            } catch (RejectedExecutionException closing) {
                waiting.remove(account);
            }
        }
    }

    private void read(Account account) {
        waiting.remove(account);
        try {
            tenants.find(account.tenant())
                    .ifPresent(tenant -> tenant.run(() -> reading.read(account.wabaId())));
        } catch (RuntimeException failure) {
            log.warn("templates of account {} were not read", account.wabaId(), failure);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
