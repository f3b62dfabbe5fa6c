package dev.assent.web;

/**
 * How something is told on screen: by word, shape and colour together.
 *
 * @param icon a name from {@code icons.txt}
 * @param tone the colour, as {@code web/state} names it: {@code go}, {@code wait}, {@code stop},
 *     {@code info} or {@code idle}
 */
public record Look(String word, String icon, String tone) {}
