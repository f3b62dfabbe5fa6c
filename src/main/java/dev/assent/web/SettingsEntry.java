package dev.assent.web;

/**
 * A page among the settings. A feature that has one offers it as a bean, and the page draws {@code
 * web/settings :: tabs}.
 *
 * @param order smaller ones stand further left: 100 Calling, 200 Numbers, 300 Team, 400 Rules, 500
 *     API keys, 600 Audit
 * @param path below {@code /settings}
 */
public record SettingsEntry(int order, String path, String label) {}
