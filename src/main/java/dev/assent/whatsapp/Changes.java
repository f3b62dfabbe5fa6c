package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes the envelope off what Meta posts, in one pass that builds no tree: the values stay the
 * bytes they were.
 */
public final class Changes {

    private final byte[] body;
    private final JsonParser json;
    private final List<Change> changes = new ArrayList<>();

    private Changes(byte[] body, JsonParser json) {
        this.body = body;
        this.json = json;
    }

    /** The changes in a body, in their order; empty if the body is no JSON. */
    public static Optional<List<Change>> in(byte[] body) {
        try (var json = Json.MAPPER.createParser(body)) {
            var changes = new Changes(body, json);
            changes.read();
            return Optional.of(changes.changes);
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    private void read() {
        if (json.nextToken() == null) {
            throw new StreamReadException(json, "empty");
        }
        inObject(name -> {
            if (name.equals("entry")) {
                inArray(this::entry);
            } else {
                json.skipChildren();
            }
        });
        if (json.nextToken() != null) {
            throw new StreamReadException(json, "more than one value");
        }
    }

    private void entry() {
        var entry = new Entry();
        inObject(name -> {
            switch (name) {
                case "id" -> entry.id = text();
                case "time" -> entry.time = Json.moment(Json.whole(text()));
                case "changes" -> inArray(() -> entry.found.add(change()));
                default -> json.skipChildren();
            }
        });
        for (var found : entry.found) {
            changes.add(
                    new Change(
                            entry.id == null ? "" : entry.id,
                            entry.time,
                            found.field,
                            found.phoneNumberId,
                            found.displayNumber,
                            Arrays.copyOfRange(body, found.start, found.end)));
        }
    }

    private Found change() {
        var found = new Found();
        inObject(name -> {
            switch (name) {
                case "field" -> {
                    var field = text();
                    found.field = field == null ? "" : field;
                }
                case "value" -> value(found);
                default -> json.skipChildren();
            }
        });
        return found;
    }

    private void value(Found found) {
        found.start = offset(json.currentTokenLocation().getByteOffset());
        inObject(name -> {
            switch (name) {
                case "metadata", "phone_number_settings" -> number(found);
                case "phone_number" -> found.displayNumber = Json.digits(text());
                default -> json.skipChildren();
            }
        });
        json.finishToken();
        found.end = offset(json.currentLocation().getByteOffset());
    }

    private void number(Found found) {
        inObject(name -> {
            switch (name) {
                case "phone_number_id" -> found.phoneNumberId = text();
                case "display_phone_number" -> found.displayNumber = Json.digits(text());
                default -> json.skipChildren();
            }
        });
    }

    /** Visits each property with the parser on its value; does nothing where no object begins. */
    private void inObject(Visit visit) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            visit.property(name);
        }
    }

    private void inArray(Runnable visit) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            visit.run();
        }
    }

    private @Nullable String text() {
        if (json.currentToken().isStructStart()) {
            json.skipChildren();
            return null;
        }
        return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getString();
    }

    /** Only UTF-8, the encoding of JSON, has byte offsets. */
    private int offset(long offset) {
        if (offset < 0) {
            throw new StreamReadException(json, "not UTF-8");
        }
        return (int) offset;
    }

    private interface Visit {
        void property(String name);
    }

    private static final class Entry {
        private final List<Found> found = new ArrayList<>();
        private @Nullable String id;
        private @Nullable Instant time;
    }

    private static final class Found {
        private String field = "";
        private @Nullable String phoneNumberId;
        private @Nullable String displayNumber;
        private int start;
        private int end;
    }
}
