package dev.assent.web;

import java.util.List;

/**
 * Which part of a list is asked for, and in what order. A handler takes it as an argument marked
 * {@link Sorted}; what the URL says and cannot be is replaced by the usual, never refused.
 *
 * @param number the number of the page, from 1
 * @param size rows on a page, one of {@link #SIZES}
 * @param sort the key of the order, one of those the handler named
 */
public record PageRequest(int number, int size, String sort, boolean descending) {

    /** How many rows a page may have; the first is the usual. */
    public static final List<Integer> SIZES = List.of(25, 50, 100);

    static final int FURTHEST = 1_000_000;

    public PageRequest {
        if (number < 1 || number > FURTHEST || !SIZES.contains(size)) {
            throw new IllegalArgumentException("no page %d of %d rows".formatted(number, size));
        }
    }

    /** Rows to skip before the first one of this page. */
    public int offset() {
        return (number - 1) * size;
    }

    /** The same, or the last page if there are not so many rows any more. */
    public PageRequest within(long total) {
        var last = Math.max(1, (int) Math.min(FURTHEST, (total + size - 1) / size));
        return number <= last ? this : new PageRequest(last, size, sort, descending);
    }

    /** {@code asc} or {@code desc}, to be put into SQL. */
    public String direction() {
        return descending ? "desc" : "asc";
    }

    /** How many rows the page could have. */
    public List<Integer> sizes() {
        return SIZES;
    }

    String key() {
        return descending ? "-" + sort : sort;
    }
}
