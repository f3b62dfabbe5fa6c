package dev.assent.web;

/**
 * What stands at the foot of the navigation, above the viewer: a fragment of two short lines.
 *
 * @param order smaller ones stand higher
 * @param url where the fragment comes from
 */
public record NavFoot(int order, String url) {}
