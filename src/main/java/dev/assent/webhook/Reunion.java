package dev.assent.webhook;

import dev.assent.whatsapp.RouteOpened;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
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

    /** For letters that a worker was about to give up as unknown at that very moment. */
    @Scheduled(initialDelay = 10_000, fixedDelay = 10_000)
    void reuniteTheLate() {
        if (inbox.reviveConnected() > 0) {
            worker.wake();
        }
    }
}
