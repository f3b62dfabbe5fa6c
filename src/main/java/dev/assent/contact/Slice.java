package dev.assent.contact;

/**
 * A part of an ordered list.
 *
 * @param offset how many stand before it
 * @param count how many it holds, at most
 */
record Slice(long offset, long count) {

    /** What of it lies behind the first so many. */
    Slice behind(long first) {
        return new Slice(Math.max(0, offset - first), Math.min(count, offset + count - first));
    }

    /** What of it lies within the first so many. */
    Slice within(long first) {
        return new Slice(offset, Math.min(count, first - offset));
    }

    /** The same part, counted from the end of a list that is so long. */
    Slice turned(long total) {
        var end = Math.min(total, offset + count);
        return new Slice(total - end, end - offset);
    }
}
