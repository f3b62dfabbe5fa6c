package dev.assent.whatsapp;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Understands what Meta tells us. What we do not know becomes {@link Notice.Unknown}, what lacks
 * something essential {@link Item.Unreadable}; neither disturbs the rest.
 */
public final class Notices {

    private final Value value;
    private final List<Item> items = new ArrayList<>();

    private Notices(Value value) {
        this.value = value;
    }

    /**
     * The notices in one change, in the order they stand there; never empty.
     *
     * @param arrived when it came; counts only where Meta gives no time herself
     */
    public static List<Item> in(Change change, Instant arrived) {
        var at = change.at() == null ? arrived : change.at();
        return in(change.field(), change.value(), change.wabaId(), at);
    }

    /**
     * The notices in one change, in the order they stand there; never empty.
     *
     * @param field what the change is about
     * @param value its JSON
     * @param at when Meta made it, else when it came: for notices that carry no time of their own
     */
    public static List<Item> in(String field, byte[] value, String wabaId, Instant at) {
        try {
            return new Notices(new Value(field, Json.tree(value), wabaId, at)).read();
        } catch (Unreadable noJson) {
            return List.of(new Item.Unreadable(Json.word(field) + ": " + noJson.reason()));
        }
    }

    private List<Item> read() {
        if (!value.json().isObject()) {
            throw new Unreadable("no object");
        }
        switch (value.field()) {
            case "messages", "calls", "user_preferences" -> lists();
            case "message_template_status_update" -> alone(TemplateReading::status);
            case "message_template_quality_update" -> alone(TemplateReading::quality);
            case "template_category_update" -> alone(TemplateReading::category);
            case "account_update" -> account(Json.text(value.json(), "event", ""));
            case "account_settings_update" -> alone(AccountReading::settings);
            default -> understood(value.unknown(Json.text(value.json(), "event")));
        }
        if (items.isEmpty()) {
            understood(value.unknown(null));
        }
        return items;
    }

    private void lists() {
        for (var property : value.json().properties()) {
            switch (property.getKey()) {
                case "messages" -> each(property.getValue(), MessageReading::notice);
                case "statuses" -> each(property.getValue(), StatusReading::notice);
                case "calls" -> each(property.getValue(), CallReading::notice);
                case "user_preferences" -> each(property.getValue(), MessageReading::preference);
                case "errors" -> complaints();
                default -> {}
            }
        }
    }

    private void account(String event) {
        switch (event) {
            case "ACCOUNT_VIOLATION" -> alone(AccountReading::warned);
            case "ACCOUNT_RESTRICTION" ->
                    AccountReading.restrictions(value)
                            .forEach(restriction -> one(restriction, AccountReading::restricted));
            default -> understood(value.unknown(event));
        }
    }

    private void complaints() {
        if (!CallReading.ownsErrors(value)) {
            Errors.list(value.json().get("errors"))
                    .forEach(error -> understood(new Notice.Complained(error, value.at())));
        }
    }

    private void each(JsonNode list, Reading reading) {
        for (var item : list.values()) {
            one(item, reading);
        }
    }

    private void alone(Reading reading) {
        one(value.json(), reading);
    }

    private void one(JsonNode item, Reading reading) {
        try {
            understood(reading.notice(value, item));
        } catch (Unreadable lacking) {
            items.add(new Item.Unreadable(Json.word(value.field()) + ": " + lacking.reason()));
        }
    }

    private void understood(Notice notice) {
        items.add(new Item.Understood(new Heard(value.phoneNumberId(), value.wabaId(), notice)));
    }

    /** Reads one item. */
    private interface Reading {
        Notice notice(Value value, JsonNode item);
    }
}
