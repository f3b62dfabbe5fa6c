package dev.assent.web;

import java.util.List;

/**
 * A page of a longer list.
 *
 * @param rows what stands on it
 * @param total how many rows the whole list has
 * @param more whether others may belong to it that were not looked at
 * @param request which page it is
 */
public record Page<T>(List<T> rows, long total, boolean more, PageRequest request) {

    public Page {
        rows = List.copyOf(rows);
    }

    /** A page of a list that is known whole. */
    public Page(List<T> rows, long total, PageRequest request) {
        this(rows, total, false, request);
    }

    /** The same page, showing this instead of its rows. */
    public <R> Page<R> of(List<R> others) {
        return new Page<>(others, total, more, request);
    }

    /** Whether the whole list is empty. */
    public boolean empty() {
        return total == 0;
    }

    /** The number of the first row, from 1; 0 if there is none. */
    public long first() {
        return rows.isEmpty() ? 0 : request.offset() + 1L;
    }

    /** The number of the last row; 0 if there is none. */
    public long last() {
        return rows.isEmpty() ? 0 : request.offset() + (long) rows.size();
    }

    /** Whether there is a page before this one. */
    public boolean hasPrevious() {
        return request.number() > 1;
    }

    /** Whether there is a page after this one. */
    public boolean hasNext() {
        return (long) request.number() * request.size() < total;
    }
}
