/**
 * The way in for Meta's webhooks: verified, stored before they are answered, worked on later.
 * {@link dev.assent.webhook.Reception} takes them, {@link dev.assent.webhook.Intake} commits them
 * in groups, {@link dev.assent.webhook.Worker} hands them to whoever {@link
 * dev.assent.whatsapp.Hears}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"time", "tenancy", "web", "access", "live", "whatsapp"})
package dev.assent.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
