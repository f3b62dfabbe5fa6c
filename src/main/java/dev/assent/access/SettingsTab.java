package dev.assent.access;

/**
 * A page below Settings. The feature it belongs to offers one as a bean, and draws {@code
 * ~{access/settings :: tabs}} on top of it.
 *
 * @param order smaller ones stand further left: 100 Calling, 200 Numbers, 300 Team, 400 Rules, 500
 *     API keys, 600 Audit
 * @param path below {@code /settings/}
 */
public record SettingsTab(int order, String label, String path) {}
