package dev.assent.webhook;

import dev.assent.whatsapp.RouteOpened;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Whoever connects a number gets what arrived for it before. */
@Component
class Reunion {

    private final Inbox inbox;
    private final Worker worker;

    Reunion(Inbox inbox, Worker worker) {
        this.inbox = inbox;
        this.worker = worker;
    }

    @EventListener
    void reunite(RouteOpened route) {
        inbox.revive(route);
        worker.wake();
    }
}
