package dev.assent.call;

import dev.assent.tenancy.Tenant;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes calls out, little by little, so that neither memory nor a transaction holds them all. */
@Component
class LogExport {

    private static final int AT_ONCE = 500;

    private static final List<String> HEAD =
            List.of(
                    "Began",
                    "Direction",
                    "Name",
                    "Number",
                    "Our number",
                    "Agent",
                    "Outcome",
                    "Ring time (s)",
                    "Talk time (s)",
                    "Failure",
                    "Result",
                    "Note");

    private final LogLists lists;

    LogExport(LogLists lists) {
        this.lists = lists;
    }

    void write(LogFilter filter, Writer out) throws IOException {
        var began = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(Tenant.current().zone());
        // By this mark, spreadsheets know the alphabet.
        out.append('\uFEFF');
        Csv.write(out, HEAD);
        LogLists.@Nullable Cursor last = null;
        List<LogRow> rows;
        do {
            rows = lists.after(filter, last, AT_ONCE);
            for (var row : rows) {
                Csv.write(out, cells(row, began));
                last = new LogLists.Cursor(row.began(), row.id());
            }
            out.flush();
        } while (rows.size() == AT_ONCE);
    }

    private static List<String> cells(LogRow row, DateTimeFormatter began) {
        return List.of(
                began.format(row.began()),
                row.direction(),
                row.name(),
                row.phone().isEmpty() ? row.name() : row.phone(),
                row.from() == null ? "" : row.from(),
                row.agent() == null ? "" : row.agent(),
                row.word(),
                text(row.rang()),
                text(row.talked()),
                row.failure() == null ? "" : row.failure(),
                row.tag() == null ? "" : row.tag().word(),
                row.note());
    }

    private static String text(@Nullable Integer seconds) {
        return seconds == null ? "" : seconds.toString();
    }
}
