package dev.assent.template;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A message that asks for permission, as the person sees it in the chat. Drawn by {@code
 * template/bubble}.
 */
public record Bubble(@Nullable String header, List<Piece> body, @Nullable String footer) {

    /**
     * A stretch of text in one style.
     *
     * @param style {@code plain}, {@code bold}, {@code slanted}, {@code struck}, {@code code}, or
     *     {@code variable} where a value is missing
     */
    public record Piece(String text, String style) {}

    /** Of a template, with its variables filled in or not. */
    public static Bubble of(TemplateText text) {
        return new Bubble(text.header(), Markup.pieces(text.body()), text.footer());
    }

    /** Of a message of our own. */
    public static Bubble of(String body) {
        return new Bubble(null, Markup.pieces(body), null);
    }
}
