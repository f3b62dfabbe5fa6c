package dev.assent.web;

import org.jspecify.annotations.Nullable;

import java.util.function.LongSupplier;

/**
 * A page below Calling, as one of its tabs. A feature that has such a page offers one as a bean and
 * draws {@code ~{web/calling :: tabs}} below the head of the page.
 *
 * @param order smaller ones stand first: 100 Status, 200 Call-ready, 300 Requests, 400 Callback
 *     requests, 500 Call log, 600 Call Templates
 * @param path where it leads; pages below it count as this entry's
 * @param tally how much there is to do, or nothing if that is not told
 */
public record CallingEntry(int order, String path, String label, @Nullable Tally tally) {

    /** An entry that does not tell how much there is. */
    public CallingEntry(int order, String path, String label) {
        this(order, path, label, null);
    }

    /**
     * A number beside the label, which is asked for once the page is there.
     *
     * @param topic the live topic of what changes it
     */
    public record Tally(String topic, LongSupplier count) {}
}
