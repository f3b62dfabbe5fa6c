package dev.assent.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text as WhatsApp draws it: {@code *bold*}, {@code _slanted_}, {@code ~struck~}, code. */
final class Markup {

    private static final Pattern STYLED =
            Pattern.compile(
                    "```(?<code>[^`]+)```"
                            + "|(?<![\\p{L}\\p{N}])(?:\\*(?<bold>\\S|\\S[^*\\n]*?\\S)\\*"
                            + "|_(?<slanted>\\S|\\S[^_\\n]*?\\S)_"
                            + "|~(?<struck>\\S|\\S[^~\\n]*?\\S)~)(?![\\p{L}\\p{N}])"
                            + "|(?<variable>\\{\\{\\s*[A-Za-z0-9_]+\\s*}})");

    private static final List<String> STYLES =
            List.of("code", "bold", "slanted", "struck", "variable");

    private Markup() {}

    static List<Bubble.Piece> pieces(String text) {
        var pieces = new ArrayList<Bubble.Piece>();
        var found = STYLED.matcher(text);
        var end = 0;
        while (found.find()) {
            if (found.start() > end) {
                pieces.add(new Bubble.Piece(text.substring(end, found.start()), "plain"));
            }
            for (var style : STYLES) {
                var inside = found.group(style);
                if (inside != null) {
                    pieces.add(new Bubble.Piece(inside, style));
                }
            }
            end = found.end();
        }
        if (end < text.length()) {
            pieces.add(new Bubble.Piece(text.substring(end), "plain"));
        }
        return pieces;
    }
}
