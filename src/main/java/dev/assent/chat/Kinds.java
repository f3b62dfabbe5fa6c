package dev.assent.chat;

import org.jspecify.annotations.Nullable;

/** Messages that are no text, in words. */
final class Kinds {

    private Kinds() {}

    /** What it is, where its text alone does not tell; empty where it does. */
    static String word(@Nullable String kind) {
        return switch (kind) {
            case null -> "";
            case "text", "button", "interactive", "template", Message.NOTE -> "";
            case "image" -> "Picture";
            case "sticker" -> "Sticker";
            case "audio" -> "Voice note";
            case "video" -> "Video";
            case "document" -> "Document";
            case "location" -> "Location";
            case "contacts" -> "Contact";
            case "order" -> "Order";
            default -> "Message that cannot be shown here";
        };
    }

    /** A name from {@code icons.txt}. */
    static String icon(@Nullable String kind) {
        return switch (kind) {
            case null -> "message-2";
            case "image", "sticker" -> "photo";
            case "audio" -> "microphone";
            case "video" -> "video";
            case "document" -> "file-text";
            case "location" -> "map-pin";
            case "contacts" -> "user";
            case "order" -> "shopping-cart";
            default -> "message-2";
        };
    }

    /** In one line of a list. */
    static String brief(@Nullable String kind, String words) {
        var word = word(kind);
        return word.isEmpty() ? words : words.isEmpty() ? word : word + ": " + words;
    }
}
