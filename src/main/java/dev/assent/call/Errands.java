package dev.assent.call;

import dev.assent.tenancy.Id;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Work in the background. What waits for its turn already does not wait twice. */
final class Errands {

    private final Set<Id> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService background;

    /**
     * @param name of the threads
     * @param atOnce how many there are
     */
    Errands(String name, int atOnce) {
        background =
                Executors.newFixedThreadPool(
                        atOnce, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /** Does this soon, unless the one about the same waits to be begun. */
    void run(Id about, Runnable errand) {
        if (waiting.add(about)) {
            background.execute(() -> {
                waiting.remove(about);
                errand.run();
            });
        }
    }

    void stop() {
        background.shutdownNow();
    }
}
