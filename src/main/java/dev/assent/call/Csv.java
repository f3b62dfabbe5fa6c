package dev.assent.call;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** Writes rows as programs for tables read them, without letting any cell act as a formula. */
final class Csv {

    /** What makes such a program calculate. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("^\\+?[0-9][0-9 ]*$");
    private static final Pattern PLAIN = Pattern.compile("^[^\",\\r\\n]*$");

    private Csv() {}

    static void write(Appendable out, List<String> cells) throws IOException {
        for (Iterator<String> cell = cells.iterator(); cell.hasNext(); ) {
            out.append(cell(cell.next())).append(cell.hasNext() ? "," : "\r\n");
        }
    }

    static String cell(String text) {
        var harmless =
                FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches()
                        ? "'" + text
                        : text;
        return PLAIN.matcher(harmless).matches()
                ? harmless
                : "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
