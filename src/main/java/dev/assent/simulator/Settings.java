package dev.assent.simulator;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** How the simulator behaves, kept over restarts. */
class Settings {

    private final JdbcClient database;
    private final Work work;
    private final Signals signals;
    private final ApplicationEventPublisher events;

    private volatile Quirks quirks;
    private volatile Delivery delivery;
    private volatile Failure failure;

    Settings(
            @Simulated JdbcClient database,
            Work work,
            Signals signals,
            ApplicationEventPublisher events) {
        this.database = database;
        this.work = work;
        this.signals = signals;
        this.events = events;
        this.quirks = stored("quirks", Quirks.class).orElse(Quirks.DEFAULT);
        this.delivery = stored("delivery", Delivery.class).orElse(Delivery.PROMPT);
        this.failure = stored("failure", Failure.class).orElse(Failure.NONE);
    }

    Quirks quirks() {
        return quirks;
    }

    Delivery delivery() {
        return delivery;
    }

    Failure failure() {
        return failure;
    }

    synchronized void change(Quirks quirks) {
        store("quirks", quirks);
        this.quirks = quirks;
    }

    synchronized void change(Delivery delivery) {
        store("delivery", delivery);
        this.delivery = delivery;
        events.publishEvent(new Updates.Posted());
    }

    synchronized void change(Failure failure) {
        store("failure", failure);
        this.failure = failure;
    }

    /** Takes over what the patch names of quirks, delivery and failure, and leaves the rest. */
    synchronized void patch(JsonNode patch) {
        if (patch.path("quirks").isObject()) {
            change(patched(quirks, patch.path("quirks"), Quirks.class).checked());
        }
        if (patch.path("delivery").isObject()) {
            change(patched(delivery, patch.path("delivery"), Delivery.class).checked());
        }
        if (patch.path("failure").isObject()) {
            change(patched(Failure.NONE, patch.path("failure"), Failure.class).checked());
        }
    }

    /** The failure planned for such a request, which is then used up by one. */
    synchronized Optional<Failure> takeFailure(String edge) {
        var planned = failure;
        if (!planned.concerns(edge)) {
            return Optional.empty();
        }
        change(planned.once());
        return Optional.of(planned);
    }

    static void inRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new Impossible(
                    "%s must lie between %d and %d, not %d.".formatted(name, least, most, value));
        }
    }

    private static <T> T patched(T now, JsonNode patch, Class<T> type) {
        var tree = Json.parseObject(Json.write(now));
        patch.propertyStream()
                .forEach(property -> tree.set(property.getKey(), property.getValue()));
        return Json.MAPPER.treeToValue(tree, type);
    }

    private <T> Optional<T> stored(String name, Class<T> type) {
        return database.sql("select document from setting where name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .map(document -> Json.MAPPER.readValue(document, type));
    }

    private void store(String name, Object value) {
        work.run(() -> {
            database.sql(
                            """
                            insert into setting (name, document) values (?, ?)
                            on duplicate key update document = values(document)
                            """)
                    .param(name)
                    .param(Json.write(value))
                    .update();
            signals.changed("settings");
        });
    }
}
