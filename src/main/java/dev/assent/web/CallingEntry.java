package dev.assent.web;

/**
 * A page below Calling, as one of its tabs. A feature that has such a page offers one as a bean and
 * draws {@code ~{web/calling :: tabs}} below the head of the page.
 *
 * @param order smaller ones stand first: 100 Status, 200 Call-ready, 300 Requests, 400 Callback
 *     requests, 500 Call log, 600 Call Templates
 * @param path where it leads; pages below it count as this entry's
 */
public record CallingEntry(int order, String path, String label) {}
