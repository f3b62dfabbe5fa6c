package dev.assent.call;

import dev.assent.contact.Search;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Which calls to list.
 *
 * @param q part of the person's name or number; empty for everybody's
 * @param incoming whether the person called; null for both directions
 * @param ending how it ended; null for however
 * @param agent the account of whoever of us called or took it; null for anybody
 * @param number which of our numbers; null for any
 * @param from the first day, in the time zone of the business; null from the beginning
 * @param to the last day; null until now
 */
record LogFilter(
        String q,
        @Nullable Boolean incoming,
        @Nullable Ending ending,
        @Nullable Id agent,
        @Nullable Id number,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    LogFilter {
        q = Search.text(q);
    }

    /** What a request says; what it cannot mean counts as left out. */
    record Parameters(
            @Nullable String q,
            @Nullable String direction,
            @Nullable String status,
            @Nullable String agent,
            @Nullable String number,
            @Nullable String from,
            @Nullable String to) {

        LogFilter filter() {
            return new LogFilter(
                    Search.text(q),
                    "in".equals(direction)
                            ? Boolean.TRUE
                            : "out".equals(direction) ? Boolean.FALSE : null,
                    Ending.ofKey(status).orElse(null),
                    id(agent),
                    id(number),
                    day(from),
                    day(to));
        }
    }

    private static @Nullable Id id(@Nullable String text) {
        return text != null && Id.isOne(text) ? Id.parse(text) : null;
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            var day = text == null || text.isEmpty() ? null : LocalDate.parse(text);
            return day == null || day.getYear() < 2000 || day.getYear() > 2100 ? null : day;
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    /** As the address says it. */
    public String direction() {
        return incoming == null ? "" : incoming ? "in" : "out";
    }

    /** Whether it may leave out any. */
    public boolean narrows() {
        return incoming != null
                || ending != null
                || agent != null
                || number != null
                || from != null
                || to != null
                || !q.isEmpty();
    }
}
